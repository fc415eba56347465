package org.tidewaiter.testkit.signing;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Writes DER, and nothing that checks it.
///
/// @see "ITU-T X.690"
public final class DerText {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private DerText() {}

    public static byte[] element(int tag, byte[]... parts) {
        var content = joined(parts);
        var out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length >= 0x80) {
            int bytes = content.length > 0xffff ? 3 : content.length > 0xff ? 2 : 1;
            out.write(0x80 | bytes);
            for (int i = bytes - 1; i >= 0; i--) {
                out.write(content.length >>> (8 * i));
            }
        } else {
            out.write(content.length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    public static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    public static byte[] sequence(byte[]... parts) {
        return element(0x30, parts);
    }

    public static byte[] set(byte[]... parts) {
        return element(0x31, parts);
    }

    public static byte[] number(long value) {
        return element(0x02, BigInteger.valueOf(value).toByteArray());
    }

    public static byte[] truth() {
        return element(0x01, new byte[] {-1});
    }

    public static byte[] octets(byte[] content) {
        return element(0x04, content);
    }

    /// Of whole bytes.
    public static byte[] bits(byte[] content) {
        return element(0x03, new byte[] {0}, content);
    }

    public static byte[] text(int tag, String text) {
        return element(tag, text.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] utf8(String text) {
        return text(0x0c, text);
    }

    public static byte[] time(Instant at) {
        return text(0x18, TIME.format(at));
    }

    /// @param dotted with two numbers at least
    public static byte[] identifier(String dotted) {
        var arcs = dotted.split("\\.", -1);
        var out = new ByteArrayOutputStream();
        arc(Long.parseLong(arcs[0]) * 40 + Long.parseLong(arcs[1]), out);
        for (int i = 2; i < arcs.length; i++) {
            arc(Long.parseLong(arcs[i]), out);
        }
        return element(0x06, out.toByteArray());
    }

    private static void arc(long value, ByteArrayOutputStream out) {
        for (int shift = 56; shift > 0; shift -= 7) {
            if (value >>> shift != 0) {
                out.write((int) (0x80 | ((value >>> shift) & 0x7f)));
            }
        }
        out.write((int) (value & 0x7f));
    }
}
