package org.tidewaiter.image.content;

import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;

/// What content is made of, told by its first bytes.
enum Container {
    /// To be searched as it is.
    NONE,
    ZIP,
    TAR,
    GZIP,
    ZSTD,
    XZ,
    LZMA,
    /// A package of Debian.
    AR,
    CPIO,
    /// A package file.
    RPM,
    /// A frame of zstd that is to be passed over.
    SKIPPABLE,
    /// A loose object of git.
    GIT_OBJECT,
    /// Many objects of git.
    GIT_PACK,
    UTF_16_BIG,
    UTF_16_LITTLE,
    /// Compressed in ways that are not undone.
    BZIP2,
    LZ4,
    LZIP,
    COMPRESS,
    SEVEN_ZIP,
    RAR;

    /// A header.
    static final int TAR_BYTES = 512;

    private static final int TELLING_BYTES = 64;
    private static final int CPIO_BYTES = 110;
    private static final int TAR_MAGIC_AT = 257;
    private static final int LOOSE_NAME_LENGTH = 38;
    private static final Pattern LOOSE =
            Pattern.compile("(?:^|/)objects/[0-9a-f]{2}/[0-9a-f]{38}(?:[0-9a-f]{24})?$");

    /// @param bytes the first of the content
    /// @param length how many
    static Container of(byte[] bytes, int length, String path) {
        if (length < 4) {
            return NONE;
        }
        if (isSkippable(bytes)) {
            return SKIPPABLE;
        }
        var told = ofMagic(bytes, length, path);
        if (told != NONE) {
            return told;
        }
        var tar = ofTar(bytes, length);
        return tar == NONE ? ofUnmarked(bytes, length) : tar;
    }

    private static Container ofMagic(byte[] bytes, int length, String path) {
        return switch (bytes[0]) {
            case 'P' -> ofP(bytes, length);
            case 'J' -> starts(bytes, length, 'J', 'M', 1, 0, 'P', 'K') ? ZIP : NONE;
            case '#' -> launchedZip(bytes, length) > 0 ? ZIP : NONE;
            case 0x1f ->
                    starts(bytes, length, 0x1f, 0x8b, 8)
                            ? GZIP
                            : starts(bytes, length, 0x1f, 0x9d) ? COMPRESS : NONE;
            case 0x28 -> starts(bytes, length, 0x28, 0xb5, 0x2f, 0xfd) ? ZSTD : NONE;
            case 'R' -> starts(bytes, length, 'R', 'a', 'r', '!', 0x1a, 7) ? RAR : NONE;
            case (byte) 0xfd -> starts(bytes, length, 0xfd, '7', 'z', 'X', 'Z', 0) ? XZ : NONE;
            case 'B' -> isBzip2(bytes, length) ? BZIP2 : NONE;
            case '7' -> starts(bytes, length, '7', 'z', 0xbc, 0xaf, 0x27, 0x1c) ? SEVEN_ZIP : NONE;
            case (byte) 0xfe -> isMarked(bytes, length, 0xfe, 0xff) ? UTF_16_BIG : NONE;
            case (byte) 0xff -> isMarked(bytes, length, 0xff, 0xfe) ? UTF_16_LITTLE : NONE;
            case 'x' -> isLoose(bytes, path) ? GIT_OBJECT : NONE;
            case '!' -> isDebian(bytes, length) ? AR : NONE;
            case '0' -> isCpio(bytes, length) ? CPIO : NONE;
            case (byte) 0xed -> starts(bytes, length, 0xed, 0xab, 0xee, 0xdb) ? RPM : NONE;
            case 0x5d -> isLzma(bytes, length) ? LZMA : NONE;
            case 0x04 -> starts(bytes, length, 0x04, 0x22, 0x4d, 0x18) ? LZ4 : NONE;
            case 0x02 -> starts(bytes, length, 0x02, 0x21, 0x4c, 0x18) ? LZ4 : NONE;
            case 'L' -> starts(bytes, length, 'L', 'Z', 'I', 'P', 1) ? LZIP : NONE;
            default -> NONE;
        };
    }

    /// Text of two bytes for each character, if ASCII does not follow its mark.
    private static boolean isMarked(byte[] bytes, int length, int first, int second) {
        return starts(bytes, length, first, second)
                && !Text.isAscii(bytes, 2, Math.min(length, TELLING_BYTES));
    }

    private static Container ofUnmarked(byte[] bytes, int length) {
        int end = Math.min(length, TELLING_BYTES) & -2;
        if (end < 8 || (bytes[0] == 0) == (bytes[1] == 0)) {
            return NONE;
        }
        int zero = bytes[0] == 0 ? 0 : 1;
        for (int at = 0; at < end; at += 2) {
            if (bytes[at + zero] != 0 || !Text.isAscii(bytes[at + 1 - zero])) {
                return NONE;
            }
        }
        return zero == 0 ? UTF_16_BIG : UTF_16_LITTLE;
    }

    private static boolean isSkippable(byte[] bytes) {
        return (bytes[0] & 0xf0) == 0x50
                && bytes[1] == 0x2a
                && bytes[2] == 0x4d
                && bytes[3] == 0x18;
    }

    private static boolean isDebian(byte[] bytes, int length) {
        return starts(bytes, length, '!', '<', 'a', 'r', 'c', 'h', '>', '\n', 'd', 'e', 'b');
    }

    /// A magic number and 13 fields of eight hexadecimal digits.
    private static boolean isCpio(byte[] bytes, int length) {
        boolean isNew =
                starts(bytes, length, '0', '7', '0', '7', '0', '1')
                        || starts(bytes, length, '0', '7', '0', '7', '0', '2');
        if (!isNew || length < CPIO_BYTES) {
            return false;
        }
        for (int at = 6; at < CPIO_BYTES; at++) {
            if (Character.digit(bytes[at], 16) < 0) {
                return false;
            }
        }
        return true;
    }

    /// A dictionary of whole kilobytes, and a size that is not known or of five bytes.
    private static boolean isLzma(byte[] bytes, int length) {
        if (length < 14 || !starts(bytes, length, 0x5d, 0, 0) || bytes[13] != 0) {
            return false;
        }
        int more = bytes[10] & bytes[11] & bytes[12];
        return (bytes[10] | bytes[11] | bytes[12]) == 0
                || (more == -1 && (bytes[5] & bytes[6] & bytes[7] & bytes[8] & bytes[9]) == -1);
    }

    /// Where the first member of a zip begins that follows a script which starts it.
    ///
    /// @return 0 if none does
    static int launchedZip(byte[] bytes, int length) {
        if (!starts(bytes, length, '#', '!')) {
            return 0;
        }
        for (int at = 2; at + 10 < length; at++) {
            if (bytes[at] == 'P' && isLocalHeader(bytes, at)) {
                return at;
            }
        }
        return 0;
    }

    private static boolean isLocalHeader(byte[] bytes, int at) {
        boolean isSigned = bytes[at + 1] == 'K' && bytes[at + 2] == 3 && bytes[at + 3] == 4;
        return isSigned && bytes[at + 5] == 0 && bytes[at + 9] == 0;
    }

    private static Container ofP(byte[] bytes, int length) {
        if (starts(bytes, length, 'P', 'K', 3, 4) || starts(bytes, length, 'P', 'K', 5, 6)) {
            return ZIP;
        }
        return starts(bytes, length, 'P', 'A', 'C', 'K', 0, 0, 0) ? GIT_PACK : NONE;
    }

    /// `BZh`, the size of a block, and where the first begins.
    private static boolean isBzip2(byte[] bytes, int length) {
        return length >= 6
                && starts(bytes, length, 'B', 'Z', 'h')
                && bytes[4] == 0x31
                && bytes[5] == 0x41;
    }

    private static Container ofTar(byte[] bytes, int length) {
        boolean mayBe = length >= TAR_BYTES && bytes[TAR_MAGIC_AT] == 'u';
        return mayBe && isTar(at -> bytes[at]) ? TAR : NONE;
    }

    /// @param bytes the first of the content, [#TAR_BYTES] of them
    static boolean isTar(IntUnaryOperator bytes) {
        return bytes.applyAsInt(TAR_MAGIC_AT) == 'u'
                && bytes.applyAsInt(TAR_MAGIC_AT + 1) == 's'
                && bytes.applyAsInt(TAR_MAGIC_AT + 2) == 't'
                && bytes.applyAsInt(TAR_MAGIC_AT + 3) == 'a'
                && bytes.applyAsInt(TAR_MAGIC_AT + 4) == 'r';
    }

    private static boolean isLoose(byte[] bytes, String path) {
        int header = (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
        return header % 31 == 0 && path.length() > LOOSE_NAME_LENGTH && LOOSE.matcher(path).find();
    }

    private static boolean starts(byte[] bytes, int length, int... expected) {
        if (length < expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if ((bytes[i] & 0xff) != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
