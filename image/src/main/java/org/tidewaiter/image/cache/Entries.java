package org.tidewaiter.image.cache;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/// What all entries have around their content: a mark that says which form and version it is, and a
/// checksum over all before it.
///
/// The checksum is against broken disks and copies and not against people: who can write to a cache
/// can also work out a SHA-256. It is two CRCs, which Java has from its first moment on the
/// processor, where a SHA-256 of the same bytes would take longer than to make sense of them.
///
/// @param mark at the beginning
record Entries(String mark) {
    private static final int CHECKSUM_BYTES = 8;

    BinaryWriter begin() {
        var out = new BinaryWriter();
        out.bytes(markBytes());
        return out;
    }

    static byte[] end(BinaryWriter out) {
        out.bytes(checksum(out.buffer(), out.length()));
        return out.toByteArray();
    }

    /// @return nothing where mark or checksum are others
    Optional<BinaryReader> content(byte[] bytes) {
        var expected = markBytes();
        int start = expected.length;
        int end = bytes.length - CHECKSUM_BYTES;
        return end >= start
                        && Arrays.equals(bytes, 0, start, expected, 0, start)
                        && Arrays.equals(
                                checksum(bytes, end), 0, CHECKSUM_BYTES, bytes, end, bytes.length)
                ? Optional.of(new BinaryReader(bytes, start, end))
                : Optional.empty();
    }

    private byte[] markBytes() {
        return mark.getBytes(StandardCharsets.US_ASCII);
    }

    /// CRC-32C and CRC-32, which together miss one change in 2^64.
    private static byte[] checksum(byte[] bytes, int length) {
        var castagnoli = new CRC32C();
        castagnoli.update(bytes, 0, length);
        var ethernet = new CRC32();
        ethernet.update(bytes, 0, length);
        return ByteBuffer.allocate(CHECKSUM_BYTES)
                .putInt((int) castagnoli.getValue())
                .putInt((int) ethernet.getValue())
                .array();
    }
}
