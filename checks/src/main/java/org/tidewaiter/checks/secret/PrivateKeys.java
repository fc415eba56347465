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
    private static final Pattern LINE_START = Pattern.compile("(?:[\\s\"'>#*|-]|//\\s|\\+\\s)++");
    private static final Pattern NEW_LINE = Pattern.compile("\\\\n|\\\\r|[\\r\\n]");
    private static final int MAX_BYTES = 16 << 10;
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
        int length = Math.min(spot.end() - spot.at(), MAX_BYTES);
        var text = new ByteText(spot.bytes(), spot.at(), length);
        var begin = BEGIN.matcher(text);
        if (!begin.lookingAt() || !begin.group(1).contains("PRIVATE KEY")) {
            return Optional.empty();
        }
        var label = begin.group(1);
        int marker = indexOf(text, "-----", begin.end());
        int end = marker < 0 ? length : marker;
        var inner = text.subSequence(begin.end(), end).toString();
        var body = Body.of(inner, markOfPatch(spot));
        if (body.base64().length() < MIN_BODY_LENGTH) {
            return Optional.empty();
        }
        boolean isCut = marker < 0 && body.end() == inner.length();
        var bytes = decoded(body.base64());
        var masked = "-----BEGIN %s-----".formatted(label);
        boolean isEncrypted =
                label.startsWith("ENCRYPTED") || inner.contains("4,ENCRYPTED") || isLocked(bytes);
        return Optional.of(
                new Key(
                        kind(label, isEncrypted),
                        spot.at(),
                        spot.at() + begin.end() + body.end(),
                        bytes,
                        masked,
                        excuse(label, inner, bytes, isCut)));
    }

    /// The sign before each line where the key stands in a patch.
    private static char markOfPatch(Spot spot) {
        boolean isFirst = spot.at() == spot.start();
        byte before = isFirst ? 0 : spot.bytes()[spot.at() - 1];
        return before == '+' || before == '-' ? (char) before : 0;
    }

    /// @see "PuTTY User Manual, appendix C"
    static Optional<Key> putty(Spot spot) {
        int length = Math.min(spot.end() - spot.at(), MAX_BYTES);
        var text = new ByteText(spot.bytes(), spot.at(), length).toString();
        var matcher = PUTTY_KEY.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        var bytes = decoded(Body.of(matcher.group(1), (char) 0).base64());
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

    /// @param isCut the key goes on behind what can be seen
    private static String excuse(String label, String inner, byte[] bytes, boolean isCut) {
        if (bytes.length == 0) {
            return "not a whole key";
        }
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
            isSound = isCut ? Der.beginsSequence(bytes) : Der.isSequence(bytes);
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
    ///
    /// @param end behind its last line
    private record Body(String base64, int end) {
        /// @param mark before each line, or 0
        static Body of(String inner, char mark) {
            var body = new StringBuilder();
            var ends = NEW_LINE.matcher(inner);
            int at = 0;
            while (at <= inner.length()) {
                int end = ends.find() ? ends.start() : inner.length();
                var line = inner.substring(at, end);
                boolean isMarked = mark != 0 && !line.isEmpty() && line.charAt(0) == mark;
                var plain = stripped(isMarked ? line.substring(1) : line);
                boolean isHeader = plain.indexOf(':') >= 0;
                boolean isChecksum = plain.length() == 5 && plain.startsWith("=");
                if (!isHeader && !isChecksum && !appendBase64(body, plain)) {
                    break;
                }
                if (end == inner.length()) {
                    return new Body(body.toString(), end);
                }
                at = ends.end();
            }
            return new Body(body.toString(), Math.min(at, inner.length()));
        }
    }

    private static String stripped(String line) {
        int end = line.length();
        while (end > 0 && (isBlank(line.charAt(end - 1)) || line.charAt(end - 1) == '+')) {
            end--;
        }
        boolean isLiteral = end > 0 && "\"'".indexOf(line.charAt(end - 1)) >= 0;
        if (!isLiteral) {
            end = line.length();
            while (end > 0 && isBlank(line.charAt(end - 1))) {
                end--;
            }
        }
        var text = line.substring(0, isLiteral ? end - 1 : end);
        var start = LINE_START.matcher(text);
        return start.lookingAt() ? text.substring(start.end()) : text;
    }

    private static boolean isBlank(char c) {
        return c <= ' ' || ",;\\|".indexOf(c) >= 0;
    }

    /// @return false where the line is of something else
    private static boolean appendBase64(StringBuilder body, String line) {
        int length = body.length();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean isBase64 = Ascii.isLetter(c) || Ascii.isDigit(c) || c == '+' || c == '/';
            if (isBase64) {
                body.append(c);
            } else if (c != '=' && c != ' ') {
                body.setLength(length);
                return false;
            }
        }
        return true;
    }

    private static byte[] decoded(String body) {
        try {
            int rest = body.length() % 4;
            return Base64.getDecoder()
                    .decode(rest == 1 ? body.substring(0, body.length() - 1) : body);
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
