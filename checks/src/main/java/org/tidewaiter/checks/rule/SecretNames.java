package org.tidewaiter.checks.rule;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Tells from the name of a variable whether what it holds is presumably a credential.
public final class SecretNames {
    private static final List<String> WORDS =
            List.of(
                    "password",
                    "passwd",
                    "passphrase",
                    "secret",
                    "apikey",
                    "api_key",
                    "token",
                    "private_key",
                    "privatekey",
                    "access_key",
                    "accesskey",
                    "credential",
                    "auth_key",
                    "encryption_key",
                    "signing_key",
                    "account_key",
                    "master_key");
    private static final Set<String> ENDS = Set.of("pwd", "pass", "pw", "pat");

    /// What is said of a credential and is none itself.
    private static final List<String> HARMLESS_ENDS =
            List.of(
                    "_file",
                    "_path",
                    "_dir",
                    "_url",
                    "_uri",
                    "_endpoint",
                    "_name",
                    "_id",
                    "_length",
                    "_ttl",
                    "_expiry",
                    "_expiration",
                    "_timeout",
                    "_type",
                    "_mount",
                    "_enabled",
                    "_policy",
                    "_header",
                    "_issuer",
                    "_audience",
                    "_algorithm",
                    "_store",
                    "_count",
                    "_limit",
                    "_max_tokens",
                    "_tokens",
                    "_ref",
                    "_lifetime",
                    "_format",
                    "_prefix",
                    "_rounds",
                    "_method",
                    "_key_name",
                    "_seconds",
                    "_minutes",
                    "_hours",
                    "_days",
                    "_pattern",
                    "_regex",
                    "_regexp",
                    "_validator",
                    "_class",
                    "_label",
                    "_size",
                    "_version",
                    "_mode",
                    "_required",
                    "_disabled",
                    "_hash",
                    "_sha256");

    private static final Set<String> HARMLESS =
            Set.of("pwd", "oldpwd", "max_tokens", "tokenizers_parallelism", "token_endpoint");

    private SecretNames() {}

    public static boolean isSecret(String name) {
        var word = snakeCase(name);
        if (HARMLESS.contains(word)
                || word.contains("public")
                || word.contains("tokenizer")
                || word.contains("allow_empty")
                || HARMLESS_ENDS.stream().anyMatch(word::endsWith)) {
            return false;
        }
        var last = word.substring(word.lastIndexOf('_') + 1);
        return ENDS.contains(last) || WORDS.stream().anyMatch(word::contains);
    }

    /// `dbPassword`, `DB_PASSWORD` and `db-password` are one.
    private static String snakeCase(String name) {
        var word = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            boolean isHump =
                    i > 0
                            && Character.isUpperCase(letter)
                            && Character.isLowerCase(name.charAt(i - 1));
            if (isHump) {
                word.append('_');
            }
            word.append(letter == '-' || letter == '.' ? '_' : letter);
        }
        return word.toString().toLowerCase(Locale.ROOT);
    }

    /// Whether a value can be a credential itself: not nothing, a switch, a number of few digits, a
    /// path or an address.
    public static boolean isValue(String value) {
        var word = value.strip().toLowerCase(Locale.ROOT);
        return !word.isEmpty()
                && !Set.of("true", "false", "yes", "no", "on", "off", "none", "null", "0", "1")
                        .contains(word)
                && !word.startsWith("/")
                && !word.startsWith("./")
                && !word.startsWith("http://")
                && !word.startsWith("https://");
    }
}
