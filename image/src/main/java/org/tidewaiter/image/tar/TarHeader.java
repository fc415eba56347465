package org.tidewaiter.image.tar;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The fields of one 512-byte header block, as stored.
///
/// @param type the type flag, NUL before ustar
/// @param name with the prefix field where the format has one
/// @see "POSIX.1-2024, pax, ustar Interchange Format; GNU tar manual, Basic Tar Format"
record TarHeader(
        char type, String name, long sizeBytes, int mode, long uid, long gid, String linkName) {
    static final int BLOCK = 512;

    /// @param block 512 bytes
    static TarHeader parse(byte[] block) throws MalformedTarException {
        verifyChecksum(block);
        boolean posix = matches(block, 257, "ustar\0");
        boolean star = posix && matches(block, 508, "tar\0");
        var name = text(block, 0, 100);
        if (posix) {
            var prefix = text(block, 345, star ? 131 : 155);
            name = prefix.isEmpty() ? name : prefix + "/" + name;
        }
        long size = number(block, 124, 12);
        if (size < 0) {
            throw new MalformedTarException("a negative size");
        }
        return new TarHeader(
                (char) (block[156] & 0xff),
                name,
                size,
                (int) (number(block, 100, 8) & 07777),
                number(block, 108, 8),
                number(block, 116, 8),
                text(block, 157, 100));
    }

    static boolean isZero(byte[] block) {
        for (byte octet : block) {
            if (octet != 0) {
                return false;
            }
        }
        return true;
    }

    /// Old archives summed signed bytes, so that either sum will do.
    private static void verifyChecksum(byte[] block) throws MalformedTarException {
        long unsigned = 0;
        long signed = 0;
        for (int i = 0; i < BLOCK; i++) {
            byte octet = i >= 148 && i < 156 ? (byte) ' ' : block[i];
            unsigned += octet & 0xff;
            signed += octet;
        }
        long stored = number(block, 148, 8);
        if (stored != unsigned && stored != signed) {
            throw new MalformedTarException("a wrong header checksum");
        }
    }

    private static boolean matches(byte[] block, int offset, String ascii) {
        return new String(block, offset, ascii.length(), StandardCharsets.ISO_8859_1).equals(ascii);
    }

    private static String text(byte[] block, int offset, int length) {
        int end = offset;
        while (end < offset + length && block[end] != 0) {
            end++;
        }
        return name(block, offset, end - offset);
    }

    /// A name is UTF-8 by custom only: one that is not keeps its bytes apart as Latin-1.
    static String name(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] < 0) {
                try {
                    return StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes, offset, length))
                            .toString();
                } catch (CharacterCodingException _) {
                    break;
                }
            }
        }
        return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }

    /// Octal digits between spaces and NULs, or with the first bit set a big-endian two's
    /// complement number of the remaining bits.
    static long number(byte[] block, int offset, int length) throws MalformedTarException {
        return (block[offset] & 0x80) == 0
                ? octal(block, offset, length)
                : base256(block, offset, length);
    }

    private static long octal(byte[] block, int offset, int length) throws MalformedTarException {
        int from = offset;
        int to = offset + length;
        while (from < to && isPadding(block[from])) {
            from++;
        }
        while (to > from && isPadding(block[to - 1])) {
            to--;
        }
        long value = 0;
        for (int i = from; i < to && block[i] != 0; i++) {
            int digit = block[i] - '0';
            if (digit < 0 || digit > 7) {
                throw new MalformedTarException("a number field that is not octal");
            }
            value = value << 3 | digit;
        }
        return value;
    }

    private static boolean isPadding(byte octet) {
        return octet == ' ' || octet == 0;
    }

    private static long base256(byte[] block, int offset, int length) throws MalformedTarException {
        var digits = Arrays.copyOfRange(block, offset, offset + length);
        boolean negative = (digits[0] & 0x40) != 0;
        digits[0] = (byte) (negative ? digits[0] | 0x80 : digits[0] & 0x7f);
        var value = new BigInteger(digits);
        if (value.bitLength() > 63) {
            throw new MalformedTarException("a number that does not fit in 64 bits");
        }
        return value.longValue();
    }
}
