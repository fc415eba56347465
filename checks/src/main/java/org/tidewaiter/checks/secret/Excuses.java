package org.tidewaiter.checks.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Why something that looks like a secret is presumably none. Never where it stands: a credential
/// below `tests/` is one.
final class Excuses {
    private static final String PLACEHOLDER = "a placeholder";
    private static final int KNOWN_DIGITS = 32;

    /// Words that are long enough not to stand in a generated value by chance, and short ones that
    /// stand for themselves.
    private static final Pattern WORDS =
            Pattern.compile(
                    "example|placeholder|change[_-]?(?:me|it)(?![a-z])|replace[_-]?(?:me|with)"
                            + "|(?<![a-z0-9])your[_-]|redacted|x{6}|\\*\\*\\*|\\.\\.\\.|not-?a-?real"
                            + "|(?<![a-z0-9])(?:sample|dummy|fake|mock|foobar|lorem|insert|deadbeef"
                            + "|abcdefgh|12345678|01234567)(?![a-z0-9])"
                            + "|0123456789|1234567890|abcdefghijkl|^<[a-z]|0000000000"
                            + "|[-_]here$|(?<![a-z0-9])my[-_]?(?:secret|password|token|api)(?![a-z0-9])");

    private static final int MAX_LENGTH_WITH_WORDS = 60;

    /// A variable takes the place of all of the value.
    private static final Pattern REFERENCE =
            Pattern.compile(
                    "\\$\\{.*|\\$\\(.*|\\{\\{.*|%\\(.*|<[^>]*>?|@[A-Za-z_.]+@|#\\{.*"
                            + "|\\$(?:[A-Z_][A-Z0-9_]*|[a-z_]+|[1-9@])"
                            + "|%[A-Za-z_]+%|%[sdv]|\\{[A-Za-z0-9_.:]*\\}?|\\[[A-Za-z _-]+\\]?");

    private static final Pattern CONSTANT = Pattern.compile("[A-Z]+(?:_[A-Z]+)+");
    private static final Pattern DEFAULT_PASSWORD =
            Pattern.compile(
                    "pass(?:word|wd)|change[_-]?(?:me|it)|qwerty|abc123|p@ssw0rd|passw0rd|pass123"
                            + "|secretpassword|supersecret|admin(?:123)?|root|letmein|secret|test123"
                            + "|password[0-9]{1,4}|123456(?:7|78|789)?");
    private static final Pattern COMMON =
            Pattern.compile(
                    "pass(?:word|wd|phrase)?|secret|changeme|changeit|user|username|your.*|repopwd|proxypass|open ?sesame|aladdin"
                            + "|test(?:ing|pass(?:word)?)?|none|null|nil|true|false|undefined|empty|x+|\\*+"
                            + "|\\.+|token|pwd|pw|string|value|foo|bar|baz|qwerty|hidden|required|optional"
                            + "|key|api_?key|credentials?|masked|removed|unset|abc|abcd|abc123|p@ssw0rd"
                            + "|passw0rd|pass123|secretpassword|supersecret|-+|_+"
                            + "|passwort|kennwort|wachtwoord|motdepasse|contrasena|clave|senha|parola"
                            + "|heslo|haslo|passord|losenord|salasana|jelszo");

    private static final Map<String, String> KNOWN = known();

    private Excuses() {}

    /// @return empty where nothing speaks for that
    static String of(SecretKind kind, String secret) {
        var known = KNOWN.get(Fingerprint.sha256(secret).substring(0, KNOWN_DIGITS));
        if (known != null) {
            return known;
        }
        if (Structure.isPair(secret)
                && (kind.has("pair") || kind.has("authorization") || kind.has("npmrc"))) {
            return ofPair(kind, secret);
        }
        if (isReference(secret)) {
            return "a reference to a variable";
        }
        var lower = secret.toLowerCase(Locale.ROOT);
        if (COMMON.matcher(lower).matches()
                || (lower.length() <= MAX_LENGTH_WITH_WORDS && WORDS.matcher(lower).find())
                || CONSTANT.matcher(secret).matches()) {
            return PLACEHOLDER;
        }
        if (kind.has("checksum") && Structure.hasWrongChecksum(secret)) {
            return "its checksum is wrong, so it was never issued";
        }
        if (kind.minEntropy() > 0 && Entropy.of(secret) < kind.minEntropy()) {
            return "too regular for a generated value";
        }
        return "";
    }

    private static String ofPair(SecretKind kind, String base64) {
        var pair = new String(Structure.decoded(base64).orElseThrow(), StandardCharsets.ISO_8859_1);
        int colon = pair.indexOf(':');
        var user = pair.substring(0, colon);
        boolean isSame = user.equals(pair.substring(colon + 1)) && user.length() < 5;
        return isSame ? PLACEHOLDER : of(kind, pair.substring(colon + 1));
    }

    /// Whether a value is a password that many set and never change.
    static boolean isDefaultPassword(String value) {
        return DEFAULT_PASSWORD.matcher(value.toLowerCase(Locale.ROOT)).matches();
    }

    /// Whether a value is a word that stands where a secret has to be filled in.
    static boolean isCommon(String value) {
        return COMMON.matcher(value.toLowerCase(Locale.ROOT)).matches();
    }

    static boolean isReference(String secret) {
        return REFERENCE.matcher(secret).matches();
    }

    /// Of what is known by the bytes that it stands for.
    static String ofKey(byte[] key) {
        var digest = Fingerprint.sha256(key).substring(0, KNOWN_DIGITS);
        return KNOWN.getOrDefault(digest, "");
    }

    private static Map<String, String> known() {
        try (var in = Excuses.class.getResourceAsStream("known.tsv")) {
            if (in == null) {
                throw new IllegalStateException("known.tsv is missing");
            }
            var known = new HashMap<String, String>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(line -> line.split("\t", 2))
                    .forEach(columns -> {
                        HexFormat.of().parseHex(columns[0]);
                        known.put(columns[0], columns[1]);
                    });
            return known;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
