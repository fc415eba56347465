package org.tidewaiter.signing.key;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import org.tidewaiter.signing.syntax.Der;

/// Writes DER, from the inside to the outside.
final class DerBytes {
    private DerBytes() {}

    static byte[] integer(BigInteger number) {
        return element(0x02, number.toByteArray());
    }

    static byte[] octets(byte[] content) {
        return element(0x04, content);
    }

    static byte[] sequence(byte[]... parts) {
        return element(Der.SEQUENCE, parts);
    }

    static byte[] element(int tag, byte[]... parts) {
        int length = 0;
        for (var part : parts) {
            length += part.length;
        }
        var out = new ByteArrayOutputStream(length + 5);
        out.write(tag);
        int bytes = (39 - Integer.numberOfLeadingZeros(length)) / 8;
        if (length >= 0x80) {
            out.write(0x80 | bytes);
            for (int i = bytes - 1; i > 0; i--) {
                out.write(length >>> (8 * i));
            }
        }
        out.write(length);
        for (var part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
