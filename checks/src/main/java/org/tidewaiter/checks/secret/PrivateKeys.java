package org.tidewaiter.checks.secret;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.Spot;

/// Private keys as texts. A marker without a key behind it, as programs have that read keys, is
/// none.
final class PrivateKeys {
    private static final String OPENSSH_MAGIC = "openssh-key-v1\0";
    private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]{3,40})-----");
    private static final Pattern PUTTY_KEY =
            Pattern.compile(
                    "Private-Lines: [0-9]{1,3}[\\r\\n]{1,2}"
                            + "((?:[A-Za-z0-9+/=]{1,76}[\\r\\n]{1,2}){1,200}+)Private-MAC: ");
    private static final Pattern LINE_START = Pattern.compile("^(?:[\\s\"'>#*|-]|//\\s|\\+\\s)++");
    private static final Pattern LINE_END = Pattern.compile("(?:[\"'][\\s+,;]*+|[\\s,;\\\\|]++)$");
    private static final int MIN_BODY_LENGTH = 40;
    private static final int OPENPGP_SECRET_KEY = 5;

    private PrivateKeys() {}

    /// A key that was found.
    ///
    /// @param bytes what is encoded
    /// @param excuse empty where nothing speaks for its being none
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Key(String kind, int start, int end, byte[] bytes, String masked, String excuse) {}

    /// The key at a line that begins one.
    static Optional<Key> pem(Spot spot) {
        var text = new ByteText(spot.bytes(), spot.at(), spot.end() - spot.at());
        var begin = BEGIN.matcher(text);
        if (!begin.lookingAt() || !begin.group(1).contains("PRIVATE KEY")) {
            return Optional.empty();
        }
        var label = begin.group(1);
        int end = indexOf(text, "-----END", begin.end());
        var inner = text.subSequence(begin.end(), end < 0 ? text.length() : end).toString();
        var body = body(inner);
        if (body.length() < MIN_BODY_LENGTH) {
            return Optional.empty();
        }
        int stop = spot.at() + (end < 0 ? begin.end() + body.length() : end);
        var bytes = decoded(body);
        var masked = "-----BEGIN %s-----".formatted(label);
        var excuse = end < 0 || bytes.length == 0 ? "not a whole key" : excuse(label, inner, bytes);
        boolean isEncrypted =
                label.startsWith("ENCRYPTED") || inner.contains("4,ENCRYPTED") || isLocked(bytes);
        return Optional.of(
                new Key(kind(label, isEncrypted), spot.at(), stop, bytes, masked, excuse));
    }

    /// @see "PuTTY User Manual, appendix C"
    static Optional<Key> putty(Spot spot) {
        var text = new ByteText(spot.bytes(), spot.at(), spot.end() - spot.at()).toString();
        var matcher = PUTTY_KEY.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        var bytes = decoded(body(matcher.group(1)));
        boolean isEncrypted = !text.contains("Encryption: none");
        return Optional.of(
                new Key(
                        isEncrypted ? "private-key-encrypted" : "putty-private-key",
                        spot.at(),
                        spot.at() + matcher.end(),
                        bytes,
                        "PuTTY-User-Key-File",
                        bytes.length == 0 ? "not a whole key" : Excuses.ofKey(bytes)));
    }

    private static String kind(String label, boolean isEncrypted) {
        if (label.startsWith("PGP")) {
            return "pgp-private-key";
        }
        if (label.startsWith("OPENSSH") || label.startsWith("SSH2")) {
            return isEncrypted ? "openssh-private-key-encrypted" : "openssh-private-key";
        }
        return isEncrypted ? "private-key-encrypted" : "private-key";
    }

    private static String excuse(String label, String inner, byte[] bytes) {
        var known = Excuses.ofKey(bytes);
        if (!known.isEmpty()) {
            return known;
        }
        boolean isSound;
        if (label.startsWith("PGP")) {
            int tag = bytes[0] & 0xff;
            int kind = (tag & 0x40) == 0 ? tag >> 2 & 0xf : tag & 0x3f;
            isSound = (tag & 0x80) != 0 && kind == OPENPGP_SECRET_KEY;
        } else if (label.startsWith("OPENSSH")) {
            isSound = startsWith(bytes, OPENSSH_MAGIC);
        } else if (label.startsWith("SSH2") || inner.contains("4,ENCRYPTED")) {
            isSound = true;
        } else {
            isSound = Der.isSequence(bytes);
        }
        return isSound ? "" : "not a well-formed key";
    }

    /// Whether an OpenSSH key names a cipher.
    private static boolean isLocked(byte[] bytes) {
        int at = OPENSSH_MAGIC.length();
        return startsWith(bytes, OPENSSH_MAGIC)
                && bytes.length > at + 8
                && !(bytes[at + 3] == 4 && bytes[at + 4] == 'n' && bytes[at + 5] == 'o');
    }

    private static boolean startsWith(byte[] bytes, String text) {
        return bytes.length >= text.length()
                && new String(bytes, 0, text.length(), StandardCharsets.ISO_8859_1).equals(text);
    }

    /// The base64 between the lines, also where line ends are written as `\n` or the text is put
    /// together from literals.
    private static String body(String inner) {
        var body = new StringBuilder();
        for (var line : inner.split("\\\\n|\\\\r|[\\r\\n]", -1)) {
            var plain = stripped(line);
            boolean isHeader = plain.indexOf(':') >= 0;
            boolean isChecksum = plain.length() == 5 && plain.startsWith("=");
            if (!isHeader && !isChecksum && !appendBase64(body, plain)) {
                break;
            }
        }
        return body.toString();
    }

    private static String stripped(String line) {
        return LINE_START.matcher(LINE_END.matcher(line).replaceFirst("")).replaceFirst("");
    }

    /// @return false where the line is of something else
    private static boolean appendBase64(StringBuilder body, String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean isBase64 = Ascii.isLetter(c) || Ascii.isDigit(c) || c == '+' || c == '/';
            if (isBase64) {
                body.append(c);
            } else if (c != '=' && c != ' ') {
                return false;
            }
        }
        return true;
    }

    private static byte[] decoded(String body) {
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    private static int indexOf(ByteText text, String word, int from) {
        for (int i = from; i + word.length() <= text.length(); i++) {
            int at = 0;
            while (at < word.length() && text.charAt(i + at) == word.charAt(at)) {
                at++;
            }
            if (at == word.length()) {
                return i;
            }
        }
        return -1;
    }
}
