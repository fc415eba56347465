package org.tidewaiter.checks.secret;

/// As much of DER as tells a key from something else.
///
/// @see "ITU-T X.690, 8.1"
final class Der {
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 2;

    private Der() {}

    /// Whether the bytes are one sequence that begins with a number, as keys do, or with another,
    /// as those that are encrypted, and little else.
    static boolean isSequence(byte[] bytes) {
        int header = headerLength(bytes, 0, bytes.length);
        if (header < 0 || bytes[0] != SEQUENCE) {
            return false;
        }
        long length = contentLength(bytes, 0, bytes.length);
        return Math.abs(header + length - bytes.length) <= 2
                && header < bytes.length
                && (bytes[header] == INTEGER || bytes[header] == SEQUENCE);
    }

    /// Whether the bytes are the first of such a sequence.
    static boolean beginsSequence(byte[] bytes) {
        int header = headerLength(bytes, 0, bytes.length);
        return header > 0
                && header < bytes.length
                && bytes[0] == SEQUENCE
                && (bytes[header] == INTEGER || bytes[header] == SEQUENCE)
                && header + contentLength(bytes, 0, bytes.length) >= bytes.length;
    }

    /// How many bytes a tag and its length take; -1 if they are not there.
    static int headerLength(byte[] bytes, int at, int end) {
        if (at + 2 > end) {
            return -1;
        }
        int first = bytes[at + 1] & 0xff;
        int more = first < 0x80 ? 0 : first & 0x7f;
        return more > 4 || at + 2 + more > end ? -1 : 2 + more;
    }

    /// What the length says; to be asked only where there is a header.
    static long contentLength(byte[] bytes, int at, int end) {
        int header = headerLength(bytes, at, end);
        if (header == 2) {
            return bytes[at + 1] & 0x7f;
        }
        long length = 0;
        for (int i = 2; i < header; i++) {
            length = length << 8 | (bytes[at + i] & 0xff);
        }
        return length;
    }
}
