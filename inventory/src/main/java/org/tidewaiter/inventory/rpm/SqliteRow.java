package org.tidewaiter.inventory.rpm;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.tidewaiter.image.reader.MalformedFileException;

/// A row of an SQLite table: the types of its columns, then their values.
///
/// @see "SQLite: Database File Format, 2.1 Record Format"
@SuppressWarnings("ArrayRecordComponent") // never compared
record SqliteRow(byte[] payload) {
    private static final int FIRST_BLOB_TYPE = 12;
    private static final int[] FIXED_BYTES = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};

    private record Column(long type, int start, int bytes) {}

    /// @param column from 0
    /// @return empty where the value is no text
    String text(int column) throws MalformedFileException {
        var found = column(column);
        return found.type > FIRST_BLOB_TYPE && found.type % 2 == 1
                ? new String(payload, found.start, found.bytes, StandardCharsets.UTF_8)
                : "";
    }

    /// @return 0 where the value is no whole number
    long number(int column) throws MalformedFileException {
        var found = column(column);
        if (found.type == 9) {
            return 1;
        }
        if (found.type < 1 || found.type > 6) {
            return 0;
        }
        long number = payload[found.start]; // with its sign
        for (int i = 1; i < found.bytes; i++) {
            number = (number << 8) | (payload[found.start + i] & 0xff);
        }
        return number;
    }

    /// @return empty where the value is neither bytes nor text
    byte[] bytes(int column) throws MalformedFileException {
        var found = column(column);
        return found.type < FIRST_BLOB_TYPE
                ? new byte[0]
                : Arrays.copyOfRange(payload, found.start, found.start + found.bytes);
    }

    private Column column(int wanted) throws MalformedFileException {
        var types = ByteBuffer.wrap(payload);
        long typesEnd = varint(types);
        long start = typesEnd;
        for (int column = 0; types.position() < typesEnd; column++) {
            long type = varint(types);
            long bytes =
                    type < 0
                            ? Integer.MAX_VALUE
                            : type < FIXED_BYTES.length
                                    ? FIXED_BYTES[(int) type]
                                    : type < FIRST_BLOB_TYPE
                                            ? Integer.MAX_VALUE
                                            : (type - FIRST_BLOB_TYPE) / 2;
            if (bytes > payload.length - start) {
                throw new MalformedFileException("rows with columns that lead out of them");
            }
            if (column == wanted) {
                return new Column(type, (int) start, (int) bytes);
            }
            start += bytes;
        }
        throw new MalformedFileException("rows without the column that rpm gives them");
    }

    /// A whole number of one to nine bytes.
    static long varint(ByteBuffer bytes) throws MalformedFileException {
        long number = 0;
        for (int i = 0; i < 9; i++) {
            if (!bytes.hasRemaining()) {
                throw new MalformedFileException("a number that leads out of its page");
            }
            int octet = bytes.get() & 0xff;
            if (i == 8) {
                return (number << 8) | octet;
            }
            number = (number << 7) | (octet & 0x7f);
            if (octet < 0x80) {
                return number;
            }
        }
        throw new IllegalStateException("the ninth byte ends it");
    }
}
