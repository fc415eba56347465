package org.tidewaiter.signing.openpgp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Iterator;
import java.util.Optional;
import java.util.regex.Pattern;

/// Bytes as text, between two lines that say what they are.
///
/// @see "RFC 9580, 6"
final class Armor {
    private static final Pattern HEADER = Pattern.compile("[A-Za-z][A-Za-z-]{0,30}:.{0,1000}");
    private static final int PACKET_BIT = 0x80;
    private static final int CRC_START = 0xb704ce;
    private static final int CRC_POLYNOMIAL = 0x1864cfb;
    private static final int CRC_OVERFLOW = 1 << 24;
    private static final int CRC_LETTERS = 5;

    private final String begin;
    private final String end;
    private final Iterator<String> lines;

    private Armor(byte[] text, String label) {
        begin = "-----BEGIN PGP " + label + "-----";
        end = "-----END PGP " + label + "-----";
        lines = new String(text, StandardCharsets.ISO_8859_1).lines().iterator();
    }

    /// Each packet begins with a bit that no letter has.
    static boolean isText(byte[] bytes) {
        return bytes.length > 0 && (bytes[0] & PACKET_BIT) == 0;
    }

    /// @return what one block holds, with nothing but blank lines around it
    static byte[] one(byte[] text, String label) throws MalformedOpenPgpException {
        var armor = new Armor(text, label);
        var block = armor.next(true).orElseThrow(() -> malformed("no " + label));
        while (armor.lines.hasNext()) {
            if (!armor.lines.next().isBlank()) {
                throw malformed("something follows the " + label);
            }
        }
        return block;
    }

    /// @return what all blocks hold, whatever text is around them
    static byte[] all(byte[] text, String label) throws MalformedOpenPgpException {
        var armor = new Armor(text, label);
        var all = new ByteArrayOutputStream();
        for (var block = armor.next(false); block.isPresent(); block = armor.next(false)) {
            all.writeBytes(block.get());
        }
        return all.toByteArray();
    }

    private Optional<byte[]> next(boolean strict) throws MalformedOpenPgpException {
        while (lines.hasNext()) {
            var line = lines.next().stripTrailing();
            if (line.equals(begin)) {
                skipHeaders();
                return Optional.of(body());
            }
            if (strict && !line.isEmpty()) {
                throw malformed("it does not begin with a line " + begin);
            }
        }
        return Optional.empty();
    }

    private void skipHeaders() throws MalformedOpenPgpException {
        while (lines.hasNext()) {
            var line = lines.next().stripTrailing();
            if (line.isEmpty()) {
                return;
            }
            if (!HEADER.matcher(line).matches()) {
                throw malformed("no blank line before its content");
            }
        }
        throw malformed("it ends in its headers");
    }

    private byte[] body() throws MalformedOpenPgpException {
        var text = new StringBuilder();
        var checksum = Optional.<String>empty();
        while (lines.hasNext()) {
            var line = lines.next().stripTrailing();
            if (line.equals(end)) {
                return decoded(text.toString(), checksum);
            }
            if (checksum.isPresent()) {
                throw malformed("something follows the checksum");
            }
            if (line.startsWith("=") && line.length() == CRC_LETTERS) {
                checksum = Optional.of(line.substring(1));
            } else {
                text.append(line);
            }
        }
        throw malformed("no line " + end);
    }

    private static byte[] decoded(String text, Optional<String> checksum)
            throws MalformedOpenPgpException {
        try {
            var bytes = Base64.getDecoder().decode(text);
            if (checksum.isPresent()) {
                var stated = Base64.getDecoder().decode(checksum.get());
                int crc = crc(bytes);
                if (stated.length != 3
                        || crc
                                != ((stated[0] & 0xff) << 16
                                        | (stated[1] & 0xff) << 8
                                        | (stated[2] & 0xff))) {
                    throw malformed("its checksum is wrong");
                }
            }
            return bytes;
        } catch (IllegalArgumentException _) {
            throw malformed("its content is no base64");
        }
    }

    private static int crc(byte[] bytes) {
        int crc = CRC_START;
        for (byte one : bytes) {
            crc ^= (one & 0xff) << 16;
            for (int i = 0; i < Byte.SIZE; i++) {
                crc <<= 1;
                if ((crc & CRC_OVERFLOW) != 0) {
                    crc ^= CRC_POLYNOMIAL;
                }
            }
        }
        return crc;
    }

    private static MalformedOpenPgpException malformed(String what) {
        return new MalformedOpenPgpException("armor: " + what);
    }
}
