package org.tidewaiter.inventory.rpm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;

/// Reads rpm's database in its own form NDB, as SUSE has it: pages of slots, each of which says
/// where in the file a header is. Little-endian on every machine, in blocks of 16 bytes.
///
/// @see "rpm source: lib/backend/ndb/rpmpkg.c"
public final class RpmNdbReader implements FileReader {
    private static final int MAGIC = 'R' | 'p' << 8 | 'm' << 16 | 'P' << 24;
    private static final int VERSION_AT = 4;
    private static final int SLOT_PAGES_AT = 12;
    private static final int HEADER_BYTES = 32;

    private static final int PAGE_BYTES = 4_096;
    private static final int SLOT_BYTES = 16;
    private static final int SLOT_MAGIC = 'S' | 'l' << 8 | 'o' << 16 | 't' << 24;
    private static final int BLOCK_BYTES = 16;

    private static final int BLOB_MAGIC = 'B' | 'l' << 8 | 'b' << 16 | 'S' << 24;
    private static final int BLOB_HEADER_BYTES = 16;
    private static final int BLOB_TRAILER_BYTES = 12;

    @Override
    public String name() {
        return "rpm-ndb";
    }

    @Override
    public Claims claims() {
        return RpmListing.claims("Packages.db");
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var bytes = file.content().order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.limit() < HEADER_BYTES
                || bytes.getInt(0) != MAGIC
                || bytes.getInt(VERSION_AT) != 0) {
            throw new MalformedFileException("not an NDB database of version 0");
        }
        var listing = new RpmListing();
        readSlots(bytes, listing);
        return listing.reading();
    }

    private static void readSlots(ByteBuffer file, RpmListing listing) {
        long end = Integer.toUnsignedLong(file.getInt(SLOT_PAGES_AT)) * PAGE_BYTES;
        long room = file.limit();
        for (int at = HEADER_BYTES; at < end && !listing.isFull(); at += SLOT_BYTES) {
            if (at + SLOT_BYTES > file.limit()) {
                listing.addFault("the database ends before its last slot", "byte " + at);
                return;
            }
            int firstBlock = file.getInt(at + 8);
            if (file.getInt(at) == SLOT_MAGIC && firstBlock == 0) {
                continue; // free
            }
            try {
                var header = header(file, at, room);
                room -= header.length;
                listing.add(header);
            } catch (MalformedFileException e) {
                listing.addFault("slots not read", e, "byte " + at);
            }
        }
    }

    /// The header that a slot leads to, behind a mark that says whose it is and how long.
    ///
    /// @param room how many bytes all headers that were not read yet can have
    private static byte[] header(ByteBuffer file, int slot, long room)
            throws MalformedFileException {
        long start = Integer.toUnsignedLong(file.getInt(slot + 8)) * BLOCK_BYTES;
        long bytes = Integer.toUnsignedLong(file.getInt(slot + 12)) * BLOCK_BYTES;
        if (file.getInt(slot) != SLOT_MAGIC) {
            throw new MalformedFileException("no slots");
        }
        if (bytes < BLOB_HEADER_BYTES + BLOB_TRAILER_BYTES || start + bytes > file.limit()) {
            throw new MalformedFileException("blocks that are not there");
        }
        var blob = file.slice((int) start, (int) bytes).order(ByteOrder.LITTLE_ENDIAN);
        int length = blob.getInt(12);
        if (blob.getInt(0) != BLOB_MAGIC
                || blob.getInt(4) != file.getInt(slot + 4)
                || length < 0
                || length > bytes - BLOB_HEADER_BYTES - BLOB_TRAILER_BYTES) {
            throw new MalformedFileException("blocks that hold another header or none");
        }
        if (length > room) {
            throw new MalformedFileException("headers that overlap");
        }
        var header = new byte[length];
        blob.get(BLOB_HEADER_BYTES, header);
        return header;
    }
}
