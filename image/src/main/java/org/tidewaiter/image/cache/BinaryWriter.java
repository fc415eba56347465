package org.tidewaiter.image.cache;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;

/// Writes numbers and texts compactly. A text is written as how much of the text before it is
/// repeated and what follows, which suits sorted paths.
final class BinaryWriter {
    private final Bytes out = new Bytes();
    private byte[] previous = {};

    /// @param value not negative
    void number(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("negative: " + value);
        }
        long rest = value;
        while (rest > 0x7f) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    void flag(boolean value) {
        out.write(value ? 1 : 0);
    }

    void text(String value) {
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        int shared = 0;
        int most = Math.min(bytes.length, previous.length);
        while (shared < most && bytes[shared] == previous[shared]) {
            shared++;
        }
        number(shared);
        number(bytes.length - shared);
        out.write(bytes, shared, bytes.length - shared);
        previous = bytes;
    }

    /// @param value of a length that the reader knows
    void bytes(byte[] value) {
        out.writeBytes(value);
    }

    <T> void list(List<T> values, BiConsumer<BinaryWriter, T> writing) {
        number(values.size());
        values.forEach(value -> writing.accept(this, value));
    }

    void texts(List<String> values) {
        list(values, BinaryWriter::text);
    }

    int length() {
        return out.size();
    }

    /// The first [#length] bytes of it were written. Not copied, since it may be large; the next
    /// that is written may go into another.
    byte[] buffer() {
        return out.buffer();
    }

    byte[] toByteArray() {
        return out.toByteArray();
    }

    private static final class Bytes extends ByteArrayOutputStream {
        Bytes() {
            super(1 << 16);
        }

        byte[] buffer() {
            return buf;
        }
    }
}
