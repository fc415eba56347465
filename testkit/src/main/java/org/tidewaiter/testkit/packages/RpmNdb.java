package org.tidewaiter.testkit.packages;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Adler32;

/// The bytes of `Packages.db`, rpm's database in its own form: `rpmNdb().with(header).bytes()`.
public final class RpmNdb {
    private static final int PAGE_BYTES = 4_096;
    private static final int BLOCK_BYTES = 16;
    private static final int HEADER_BYTES = 32;
    private static final int BLOB_HEADER_BYTES = 16;
    private static final int BLOB_TRAILER_BYTES = 12;

    private final List<byte[]> headers = new ArrayList<>();

    private RpmNdb() {}

    public static RpmNdb rpmNdb() {
        return new RpmNdb();
    }

    public RpmNdb with(byte[] header) {
        headers.add(header);
        return this;
    }

    public RpmNdb with(RpmHeader header) {
        return with(header.bytes());
    }

    /// With every second slot left free, as after packages were removed.
    public byte[] bytes() {
        int slots = headers.size() * 2 + HEADER_BYTES / BLOCK_BYTES;
        int pages = (slots * BLOCK_BYTES + PAGE_BYTES - 1) / PAGE_BYTES;
        int blocks = headers.stream().mapToInt(RpmNdb::blocks).sum();
        var file =
                ByteBuffer.allocate(pages * PAGE_BYTES + blocks * BLOCK_BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN);
        file.put(word("RpmP")).putInt(0).putInt(1).putInt(pages).putInt(headers.size() + 1);
        for (int at = HEADER_BYTES; at < pages * PAGE_BYTES; at += BLOCK_BYTES) {
            file.put(at, word("Slot"));
        }
        int block = pages * PAGE_BYTES / BLOCK_BYTES;
        for (int i = 0; i < headers.size(); i++) {
            int slot = HEADER_BYTES + (2 * i + 1) * BLOCK_BYTES;
            var header = headers.get(i);
            file.putInt(slot + 4, i + 1);
            file.putInt(slot + 8, block).putInt(slot + 12, blocks(header));
            blob(file.slice(block * BLOCK_BYTES, blocks(header) * BLOCK_BYTES), i + 1, header);
            block += blocks(header);
        }
        return file.array();
    }

    private static void blob(ByteBuffer blob, int index, byte[] header) {
        blob.order(ByteOrder.LITTLE_ENDIAN);
        blob.put(word("BlbS")).putInt(index).putInt(0).putInt(header.length).put(header);
        var sum = new Adler32();
        sum.update(blob.array(), blob.arrayOffset(), BLOB_HEADER_BYTES + header.length);
        blob.position(blob.limit() - BLOB_TRAILER_BYTES);
        blob.putInt((int) sum.getValue()).putInt(header.length).put(word("BlbE"));
    }

    private static int blocks(byte[] header) {
        int bytes = BLOB_HEADER_BYTES + header.length + BLOB_TRAILER_BYTES;
        return (bytes + BLOCK_BYTES - 1) / BLOCK_BYTES;
    }

    private static byte[] word(String letters) {
        return letters.getBytes(StandardCharsets.US_ASCII);
    }
}
