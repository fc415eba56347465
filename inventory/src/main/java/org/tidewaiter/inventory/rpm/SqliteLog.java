package org.tidewaiter.inventory.rpm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/// The pages that a write-ahead log holds, as far as they were committed.
///
/// A frame counts only if it has the salts of the log and the checksum of all frames up to it, and
/// only if a committing frame follows or it is one; the first that fails ends the log. So does
/// SQLite when it opens the database.
///
/// @see "SQLite: Database File Format, 4. The Write-Ahead Log"
final class SqliteLog {
    private static final int MAGIC = 0x377f0682;
    private static final int VERSION = 3_007_000;
    private static final int HEADER_BYTES = 32;
    private static final int CHECKED_HEADER_BYTES = 24;
    private static final int FRAME_HEADER_BYTES = 24;
    private static final int CHECKED_FRAME_BYTES = 8;

    private final byte[] bytes;
    private final int pageBytes;
    private final Map<Integer, Integer> pages = new HashMap<>();

    private SqliteLog(byte[] bytes, int pageBytes) {
        this.bytes = bytes;
        this.pageBytes = pageBytes;
    }

    /// @param bytes of the whole log; what is no log, or one of another page size, holds nothing
    static SqliteLog read(byte[] bytes, int pageBytes) {
        var log = new SqliteLog(bytes, pageBytes);
        if (bytes.length >= HEADER_BYTES) {
            log.read();
        }
        return log;
    }

    /// Where in the log the last committed version of a page starts.
    OptionalInt offset(int page) {
        var offset = pages.get(page);
        return offset == null ? OptionalInt.empty() : OptionalInt.of(offset);
    }

    private void read() {
        var log = ByteBuffer.wrap(bytes);
        int magic = log.getInt();
        if ((magic & ~1) != MAGIC || log.getInt() != VERSION || log.getInt() != pageBytes) {
            return;
        }
        log.getInt(); // how often it was carried over into the database
        int salt1 = log.getInt();
        int salt2 = log.getInt();
        var order = (magic & 1) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        var sum = new Checksum(ByteBuffer.wrap(bytes).order(order));
        sum.add(0, CHECKED_HEADER_BYTES);
        if (!sum.equalsThoseAt(log, CHECKED_HEADER_BYTES)) {
            return;
        }
        var uncommitted = new HashMap<Integer, Integer>();
        int frameBytes = FRAME_HEADER_BYTES + pageBytes;
        for (int at = HEADER_BYTES; bytes.length - at >= frameBytes; at += frameBytes) {
            int page = log.getInt(at);
            boolean commits = log.getInt(at + 4) != 0;
            sum.add(at, CHECKED_FRAME_BYTES);
            sum.add(at + FRAME_HEADER_BYTES, pageBytes);
            if (page < 1
                    || log.getInt(at + 8) != salt1
                    || log.getInt(at + 12) != salt2
                    || !sum.equalsThoseAt(log, at + 16)) {
                return;
            }
            uncommitted.put(page, at + FRAME_HEADER_BYTES);
            if (commits) {
                pages.putAll(uncommitted);
                uncommitted.clear();
            }
        }
    }

    /// Two running sums over pairs of words.
    private static final class Checksum {
        private final ByteBuffer words;
        private int first;
        private int second;

        /// @param words in the byte order that the log's writer had
        private Checksum(ByteBuffer words) {
            this.words = words;
        }

        private void add(int start, int count) {
            for (int at = start; at < start + count; at += 8) {
                first += words.getInt(at) + second;
                second += words.getInt(at + 4) + first;
            }
        }

        private boolean equalsThoseAt(ByteBuffer log, int at) {
            return log.getInt(at) == first && log.getInt(at + 4) == second;
        }
    }
}
