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
    BZIP2,
    /// A loose object of git.
    GIT_OBJECT,
    /// Many objects of git.
    GIT_PACK,
    UTF_16_BIG,
    UTF_16_LITTLE,
    /// Compressed in ways that are not undone.
    SEVEN_ZIP,
    RAR;

    /// A header.
    static final int TAR_BYTES = 512;

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
        return switch (bytes[0]) {
            case 'P' -> ofP(bytes, length);
            case 'J' ->
                    starts(bytes, length, 'J', 'M', 1, 0, 'P', 'K') ? ZIP : ofTar(bytes, length);
            case '#' -> launchedZip(bytes, length) > 0 ? ZIP : ofTar(bytes, length);
            case 0x1f -> starts(bytes, length, 0x1f, 0x8b, 8) ? GZIP : ofTar(bytes, length);
            case 0x28 ->
                    starts(bytes, length, 0x28, 0xb5, 0x2f, 0xfd) ? ZSTD : ofTar(bytes, length);
            case (byte) 0xfd ->
                    starts(bytes, length, 0xfd, '7', 'z', 'X', 'Z', 0) ? XZ : ofTar(bytes, length);
            case 'B' -> isBzip2(bytes, length) ? BZIP2 : ofTar(bytes, length);
            case '7' ->
                    starts(bytes, length, '7', 'z', 0xbc, 0xaf, 0x27, 0x1c)
                            ? SEVEN_ZIP
                            : ofTar(bytes, length);
            case 'R' ->
                    starts(bytes, length, 'R', 'a', 'r', '!', 0x1a, 7) ? RAR : ofTar(bytes, length);
            case (byte) 0xfe ->
                    starts(bytes, length, 0xfe, 0xff) ? UTF_16_BIG : ofTar(bytes, length);
            case (byte) 0xff ->
                    starts(bytes, length, 0xff, 0xfe) ? UTF_16_LITTLE : ofTar(bytes, length);
            case 'x' -> isLoose(bytes, path) ? GIT_OBJECT : ofTar(bytes, length);
            default -> ofTar(bytes, length);
        };
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
        return starts(bytes, length, 'P', 'A', 'C', 'K', 0, 0, 0) ? GIT_PACK : ofTar(bytes, length);
    }

    /// `BZh`, the size of a block, and where the first begins.
    private static boolean isBzip2(byte[] bytes, int length) {
        return length >= 6
                && starts(bytes, length, 'B', 'Z', 'h')
                && bytes[4] == 0x31
                && bytes[5] == 0x41;
    }

    private static Container ofTar(byte[] bytes, int length) {
        return length >= TAR_BYTES && isTar(at -> bytes[at]) ? TAR : NONE;
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
