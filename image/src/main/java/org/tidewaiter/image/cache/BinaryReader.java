package org.tidewaiter.image.cache;

import java.io.Serial;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads what a [BinaryWriter] wrote, and nothing else: every count is held against the bytes that
/// are left, so a broken entry costs no memory.
final class BinaryReader {
    private static final int MAX_TEXT_BYTES = 1 << 20;

    private static final char REPLACEMENT = '\ufffd';

    private final byte[] bytes;
    private final int end;
    private int at;
    private byte[] previous = {};

    /// @param start of the bytes to read
    BinaryReader(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
    }

    /// Reads one value of a list.
    @FunctionalInterface
    interface Reading<T> {
        T read(BinaryReader reader) throws BrokenEntryException;
    }

    long number() throws BrokenEntryException {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            int octet = octet();
            value |= (long) (octet & 0x7f) << shift;
            if (octet < 0x80) {
                return value;
            }
        }
        throw new BrokenEntryException("a number too large");
    }

    /// @param limit that the number stays below
    int number(int limit) throws BrokenEntryException {
        long value = number();
        if (value >= limit) {
            throw new BrokenEntryException("a number out of range");
        }
        return (int) value;
    }

    boolean flag() throws BrokenEntryException {
        return number(2) == 1;
    }

    String text() throws BrokenEntryException {
        int shared = number(previous.length + 1);
        int more = number(end - at + 1);
        if (shared + more > MAX_TEXT_BYTES) {
            throw new BrokenEntryException("a text too long");
        }
        var text = Arrays.copyOf(previous, shared + more);
        System.arraycopy(bytes, at, text, shared, more);
        at += more;
        previous = text;
        var decoded = new String(text, StandardCharsets.UTF_8);
        return decoded.indexOf(REPLACEMENT) < 0 ? decoded : strictly(text);
    }

    /// Slower, so it is done only where a byte may have been replaced.
    private static String strictly(byte[] text) throws BrokenEntryException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
        } catch (CharacterCodingException _) {
            throw new BrokenEntryException("a text that is not UTF-8");
        }
    }

    byte[] bytes(int length) throws BrokenEntryException {
        if (end - at < length) {
            throw new BrokenEntryException("it ends too early");
        }
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    <T> List<T> list(Reading<T> reading) throws BrokenEntryException {
        int count = number(end - at + 1);
        var values = new ArrayList<T>();
        for (int i = 0; i < count; i++) {
            values.add(reading.read(this));
        }
        return values;
    }

    List<String> texts() throws BrokenEntryException {
        return list(BinaryReader::text);
    }

    void expectEnd() throws BrokenEntryException {
        if (at != end) {
            throw new BrokenEntryException("bytes after the end");
        }
    }

    private int octet() throws BrokenEntryException {
        if (at == end) {
            throw new BrokenEntryException("it ends too early");
        }
        return bytes[at++] & 0xff;
    }

    /// The bytes are not what a writer of this version wrote.
    static final class BrokenEntryException extends Exception {
        @Serial private static final long serialVersionUID = 1;

        BrokenEntryException(String message) {
            super(message);
        }
    }
}
