package org.tidewaiter.inventory.rpm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.function.Consumer;
import org.tidewaiter.image.reader.MalformedFileException;

/// The values of a hash of Berkeley DB, in whichever byte order it was written.
///
/// The pages are read as they lie, not along the chains of the buckets: every page says what it is,
/// a freed one too, so nothing is lost behind a broken link and nothing is read in a circle. Each
/// page of a value too large for one is used once.
///
/// @see "Berkeley DB source: dbinc/db_page.h"
final class BerkeleyHash {
    private static final int META_BYTES = 72;
    private static final int MAGIC_AT = 12;
    private static final int MAGIC = 0x00061561;
    private static final int VERSION_AT = 16;
    private static final int MIN_VERSION = 8;
    private static final int MAX_VERSION = 10;
    private static final int PAGE_SIZE_AT = 20;
    private static final int MIN_PAGE_BYTES = 512;
    private static final int MAX_PAGE_BYTES = 1 << 16;
    private static final int ENCRYPTION_AT = 24;
    private static final int META_FLAGS_AT = 26;
    private static final int CHECKSUMS = 1;
    private static final int LAST_PAGE_AT = 32;

    private static final int NUMBER_AT = 8;
    private static final int NEXT_AT = 16;
    private static final int COUNT_AT = 20;
    private static final int USED_BYTES_AT = 22;
    private static final int TYPE_AT = 25;
    private static final int HEADER_BYTES = 26;

    private static final int UNSORTED_HASH_PAGE = 2;
    private static final int OVERFLOW_PAGE = 7;
    private static final int HASH_PAGE = 13;

    private static final int VALUE_HERE = 1;
    private static final int VALUE_ELSEWHERE = 3;
    private static final int ELSEWHERE_BYTES = 12;

    private final ByteBuffer file;
    private final ByteOrder order;
    private final int pageBytes;
    private final long lastPage;
    private final RpmListing listing;
    private final BitSet used = new BitSet();

    private BerkeleyHash(
            ByteBuffer file, ByteOrder order, int pageBytes, long lastPage, RpmListing listing) {
        this.file = file;
        this.order = order;
        this.pageBytes = pageBytes;
        this.lastPage = lastPage;
        this.listing = listing;
    }

    /// @param listing is told what could not be read
    static BerkeleyHash open(ByteBuffer file, RpmListing listing) throws MalformedFileException {
        if (file.limit() < META_BYTES) {
            throw new MalformedFileException("too short for a Berkeley DB database");
        }
        var meta = file.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        if (meta.getInt(MAGIC_AT) != MAGIC) {
            meta.order(ByteOrder.BIG_ENDIAN);
        }
        if (meta.getInt(MAGIC_AT) != MAGIC) {
            throw new MalformedFileException("not a hash of Berkeley DB");
        }
        int version = meta.getInt(VERSION_AT);
        int pageBytes = meta.getInt(PAGE_SIZE_AT);
        if (version < MIN_VERSION
                || version > MAX_VERSION
                || pageBytes < MIN_PAGE_BYTES
                || pageBytes > MAX_PAGE_BYTES
                || Integer.bitCount(pageBytes) != 1) {
            throw new MalformedFileException(
                    "a hash of Berkeley DB of an unknown version or page size");
        }
        if (meta.get(ENCRYPTION_AT) != 0 || (meta.get(META_FLAGS_AT) & CHECKSUMS) != 0) {
            throw new MalformedFileException("a Berkeley DB database with encryption or checksums");
        }
        long lastPage = Integer.toUnsignedLong(meta.getInt(LAST_PAGE_AT));
        return new BerkeleyHash(file, meta.order(), pageBytes, lastPage, listing);
    }

    /// Gives the values under all keys but 0, under which rpm keeps the last number it gave.
    void read(Consumer<byte[]> reader) {
        long pages = file.limit() / pageBytes;
        if (lastPage >= pages) {
            listing.addFault("the database ends before its last page", "page " + pages);
        }
        for (int number = 1; number < pages && number <= lastPage && !listing.isFull(); number++) {
            int type = page(number).get(TYPE_AT);
            if (type == HASH_PAGE || type == UNSORTED_HASH_PAGE) {
                readPairs(number, reader);
            }
        }
    }

    private void readPairs(int number, Consumer<byte[]> reader) {
        var page = page(number);
        int count = page.getShort(COUNT_AT) & 0xffff;
        int end = pageBytes;
        for (int i = 0; i + 1 < count; i += 2) {
            int key = offset(page, i);
            int value = offset(page, i + 1);
            if (value < HEADER_BYTES || value >= key || key >= end) {
                addFault(new MalformedFileException("pages whose entries overlap"), number);
                return;
            }
            try {
                if (!isZero(bytes(page, key, end))) {
                    reader.accept(bytes(page, value, key));
                }
            } catch (MalformedFileException e) {
                addFault(e, number);
            }
            end = value;
        }
    }

    /// Keys and values stand in turns, from the end of the page towards its start.
    private int offset(ByteBuffer page, int item) {
        int at = HEADER_BYTES + item * Short.BYTES;
        return at + Short.BYTES > pageBytes ? 0 : page.getShort(at) & 0xffff;
    }

    private static boolean isZero(byte[] key) {
        for (byte octet : key) {
            if (octet != 0) {
                return false;
            }
        }
        return true;
    }

    private byte[] bytes(ByteBuffer page, int start, int end) throws MalformedFileException {
        int type = page.get(start);
        if (type == VALUE_HERE) {
            var bytes = new byte[end - start - 1];
            page.get(start + 1, bytes);
            return bytes;
        }
        if (type != VALUE_ELSEWHERE || end - start < ELSEWHERE_BYTES) {
            throw new MalformedFileException("entries of a kind that rpm does not write");
        }
        return chained(page.getInt(start + 4), page.getInt(start + 8));
    }

    /// What a chain of pages holds. Nothing is set aside for it before all of it was found.
    private byte[] chained(int first, int length) throws MalformedFileException {
        var parts = new ArrayList<ByteBuffer>();
        int next = first;
        int missing = length;
        while (missing > 0) {
            if (next < 1 || next >= file.limit() / pageBytes) {
                throw new MalformedFileException("a chain of pages that ends too early");
            }
            if (used.get(next)) {
                throw new MalformedFileException("a chain of pages that meets another or itself");
            }
            used.set(next);
            var page = page(next);
            int count = page.getShort(USED_BYTES_AT) & 0xffff;
            if (page.get(TYPE_AT) != OVERFLOW_PAGE
                    || page.getInt(NUMBER_AT) != next
                    || count > Math.min(missing, pageBytes - HEADER_BYTES)) {
                throw new MalformedFileException("a chain of pages that are not what it needs");
            }
            parts.add(page.slice(HEADER_BYTES, count));
            missing -= count;
            next = page.getInt(NEXT_AT);
        }
        var value = ByteBuffer.allocate(Math.max(0, length));
        parts.forEach(value::put);
        return value.array();
    }

    private ByteBuffer page(int number) {
        return file.slice(number * pageBytes, pageBytes).order(order);
    }

    private void addFault(MalformedFileException e, int page) {
        listing.addFault("entries not read", e, "page " + page);
    }
}
