package org.tidewaiter.inventory.rpm;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.tidewaiter.image.reader.MalformedFileException;

/// The pages of an SQLite database as a program sees them that opens it: those of the file, and in
/// their place those that its write-ahead log holds.
///
/// Every page has one place in one table or chain, so each is given once. Whoever is led to a page
/// for the second time is led by a broken or a malicious file, and would perhaps never end.
///
/// @see "SQLite: Database File Format, 1.2 and 1.3"
final class SqlitePages {
    static final int FILE_HEADER_BYTES = 100;
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int PAGE_SIZE_AT = 16;
    private static final int RESERVED_AT = 20;
    private static final int MIN_PAGE_BYTES = 512;
    private static final int MIN_USABLE_BYTES = 480;

    private final ByteBuffer file;
    private final byte[] logBytes;
    private final SqliteLog log;
    private final int pageBytes;
    private final int usableBytes;
    private final Set<Integer> given = new HashSet<>();

    private SqlitePages(ByteBuffer file, byte[] logBytes, int pageBytes, int usableBytes) {
        this.file = file;
        this.logBytes = logBytes;
        this.log = SqliteLog.read(logBytes, pageBytes);
        this.pageBytes = pageBytes;
        this.usableBytes = usableBytes;
    }

    /// @param log the bytes of the write-ahead log; empty where there is none
    static SqlitePages open(ByteBuffer file, byte[] log) throws MalformedFileException {
        if (file.limit() < FILE_HEADER_BYTES
                || !file.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
            throw new MalformedFileException("not an SQLite database");
        }
        int pageBytes = file.getShort(PAGE_SIZE_AT) & 0xffff;
        if (pageBytes == 1) {
            pageBytes = 1 << 16;
        }
        int usableBytes = pageBytes - (file.get(RESERVED_AT) & 0xff);
        if (pageBytes < MIN_PAGE_BYTES
                || Integer.bitCount(pageBytes) != 1
                || usableBytes < MIN_USABLE_BYTES) {
            throw new MalformedFileException("an SQLite database with pages of an unknown size");
        }
        return new SqlitePages(file, log, pageBytes, usableBytes);
    }

    /// How many bytes from its start a page is used for content.
    int usableBytes() {
        return usableBytes;
    }

    /// @param number from 1
    /// @return the usable part, big-endian
    /// @throws MalformedFileException if there is no such page, or it was given before
    ByteBuffer take(int number) throws MalformedFileException {
        var inLog = log.offset(number);
        long inFile = (number - 1L) * pageBytes;
        if (number < 1 || (inLog.isEmpty() && inFile + pageBytes > file.limit())) {
            throw new MalformedFileException("pages that are not there");
        }
        if (!given.add(number)) {
            throw new MalformedFileException("pages that are in two places");
        }
        return inLog.isPresent()
                ? ByteBuffer.wrap(logBytes, inLog.getAsInt(), usableBytes).slice()
                : file.slice((int) inFile, usableBytes);
    }
}
