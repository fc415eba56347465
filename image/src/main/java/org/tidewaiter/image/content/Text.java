package org.tidewaiter.image.content;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Tells text from other bytes.
final class Text {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long SPACES = 0x2020_2020_2020_2020L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final int BYTES_FOR_A_ZERO = 6;

    private Text() {}

    /// Whether bytes are text: without zeros, or with zeros that end values, as in the environment
    /// of a process.
    static boolean isText(byte[] bytes, int length) {
        int zeros = 0;
        int controls = 0;
        for (int i = 0; i < length; i++) {
            if (i + Long.BYTES <= length && hasNoControl((long) LONG.get(bytes, i))) {
                i += Long.BYTES - 1;
                continue;
            }
            byte octet = bytes[i];
            if (octet == 0) {
                zeros++;
                if (i == 0 || bytes[i - 1] == 0) {
                    return false;
                }
            } else if (octet > 0 && octet < ' ') {
                boolean isUsual = (octet >= '\t' && octet <= '\r') || octet == 0x1b;
                controls += isUsual ? 0 : 1;
            }
        }
        return zeros == 0 || (controls == 0 && zeros <= length / BYTES_FOR_A_ZERO);
    }

    /// Whether none of eight bytes is below a space.
    private static boolean hasNoControl(long eight) {
        return ((eight - SPACES) & ~eight & HIGH_BITS) == 0;
    }

    static boolean isAscii(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isAscii(bytes[i])) {
                return false;
            }
        }
        return true;
    }

    /// Whether a byte is a character of ASCII that stands in texts.
    static boolean isAscii(byte octet) {
        return (octet >= ' ' && octet < 0x7f) || (octet >= '\t' && octet <= '\r');
    }
}
