package org.tidewaiter.testkit.packages;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The bytes of SQLite's write-ahead log: `sqliteLog(4096).change(before, after).bytes()`.
public final class SqliteLog {
    private final int pageBytes;
    private final ByteOrder order;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private int salt = 0x5a17_0001;
    private int first;
    private int second;

    private SqliteLog(int pageBytes, ByteOrder order) {
        this.pageBytes = pageBytes;
        this.order = order;
        var header =
                ByteBuffer.allocate(24)
                        .putInt(order == ByteOrder.BIG_ENDIAN ? 0x377f0683 : 0x377f0682)
                        .putInt(3_007_000)
                        .putInt(pageBytes)
                        .putInt(0)
                        .putInt(salt)
                        .putInt(~salt)
                        .array();
        log.writeBytes(header);
        sum(header);
        log.writeBytes(sums());
    }

    public static SqliteLog sqliteLog(int pageBytes) {
        return new SqliteLog(pageBytes, ByteOrder.LITTLE_ENDIAN);
    }

    /// @param order in which the machine that wrote it adds up words
    public static SqliteLog sqliteLog(int pageBytes, ByteOrder order) {
        return new SqliteLog(pageBytes, order);
    }

    /// Commits a database in place of another: the pages that differ.
    public SqliteLog change(byte[] before, byte[] after) {
        int last = after.length / pageBytes;
        for (int page = 1; page <= last; page++) {
            var now = Arrays.copyOfRange(after, (page - 1) * pageBytes, page * pageBytes);
            int start = Math.min((page - 1) * pageBytes, before.length);
            int end = Math.min(page * pageBytes, before.length);
            if (page == last || !Arrays.equals(now, Arrays.copyOfRange(before, start, end))) {
                frame(page, page == last ? last : 0, now);
            }
        }
        return this;
    }

    /// Frames of another age of the log, as after it was begun anew.
    public SqliteLog withOtherSalt() {
        salt++;
        return this;
    }

    /// @param pagesOfDatabase for a frame that commits, otherwise 0
    public SqliteLog frame(int page, int pagesOfDatabase, byte[] content) {
        var checked = ByteBuffer.allocate(8).putInt(page).putInt(pagesOfDatabase).array();
        sum(checked);
        sum(content);
        log.writeBytes(checked);
        log.writeBytes(ByteBuffer.allocate(8).putInt(salt).putInt(~salt).array());
        log.writeBytes(sums());
        log.writeBytes(content);
        return this;
    }

    public byte[] bytes() {
        return log.toByteArray();
    }

    private void sum(byte[] bytes) {
        var words = ByteBuffer.wrap(bytes).order(order);
        while (words.hasRemaining()) {
            first += words.getInt() + second;
            second += words.getInt() + first;
        }
    }

    private byte[] sums() {
        return ByteBuffer.allocate(8).putInt(first).putInt(second).array();
    }
}
