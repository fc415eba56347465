package org.tidewaiter.inventory.golang;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// An executable as it would be mapped, as far as its file was given.
///
/// @param file from its start, perhaps not to its end
record Memory(ByteBuffer file, List<Segment> segments) {

    /// Reads a Go string: two words, the address of the bytes and their number.
    ///
    /// @param wordBytes 4 or 8
    /// @return each character one byte; nothing if it lies outside of what was given
    Optional<String> string(long address, int wordBytes, ByteOrder order) {
        return bytes(address, 2L * wordBytes)
                .map(words -> words.order(order))
                .flatMap(words -> bytes(word(words, wordBytes), word(words, wordBytes)))
                .map(text -> StandardCharsets.ISO_8859_1.decode(text).toString());
    }

    static long word(ByteBuffer words, int wordBytes) {
        return wordBytes == 8 ? words.getLong() : Integer.toUnsignedLong(words.getInt());
    }

    private Optional<ByteBuffer> bytes(long address, long length) {
        for (var segment : segments) {
            if (segment.maps(address)) {
                long within = address - segment.address();
                long offset = segment.offset() + within;
                boolean given =
                        length >= 0
                                && length <= segment.bytes() - within
                                && offset >= 0
                                && offset <= file.limit()
                                && length <= file.limit() - offset;
                return given
                        ? Optional.of(file.slice((int) offset, (int) length))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
