package org.tidewaiter.testkit.packages;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// The bytes of `Packages`, rpm's database in Berkeley DB: a hash in which every value of more than
/// a quarter of a page has pages of its own. `rpmBerkeley(ByteOrder.BIG_ENDIAN).with(header)`.
public final class RpmBerkeley {
    public static final int PAGE_BYTES = 4_096;
    private static final int HEADER_BYTES = 26;
    private static final int HASH_PAGE = 13;
    private static final int OVERFLOW_PAGE = 7;
    private static final int MAX_HERE = PAGE_BYTES / 4;

    private final ByteOrder order;
    private final List<byte[]> headers = new ArrayList<>();

    private RpmBerkeley(ByteOrder order) {
        this.order = order;
    }

    public static RpmBerkeley rpmBerkeley(ByteOrder order) {
        return new RpmBerkeley(order);
    }

    public RpmBerkeley with(byte[] header) {
        headers.add(header);
        return this;
    }

    public RpmBerkeley with(RpmHeader header) {
        return with(header.bytes());
    }

    /// One bucket for each package, behind one for the number that rpm gave last, and a freed page.
    public byte[] bytes() {
        var pages = new ArrayList<ByteBuffer>();
        pages.add(page(0, 8));
        pages.add(pair(1, 0, bytes(headers.size())));
        pages.add(page(2, 0));
        for (int i = 0; i < headers.size(); i++) {
            var header = headers.get(i);
            int number = pages.size();
            if (header.length <= MAX_HERE) {
                pages.add(pair(number, i + 1, header));
            } else {
                pages.add(pairElsewhere(number, i + 1, header.length));
                addOverflow(pages, header);
            }
        }
        pages.getFirst()
                .putInt(12, 0x00061561)
                .putInt(16, 9)
                .putInt(20, PAGE_BYTES)
                .put(25, (byte) 8)
                .putInt(32, pages.size() - 1);
        var file = ByteBuffer.allocate(pages.size() * PAGE_BYTES);
        pages.forEach(page -> file.put(page.rewind()));
        return file.array();
    }

    private ByteBuffer page(int number, int type) {
        return ByteBuffer.allocate(PAGE_BYTES).order(order).putInt(8, number).put(25, (byte) type);
    }

    private ByteBuffer pair(int number, int key, byte[] value) {
        var item = new byte[value.length + 1];
        item[0] = 1;
        System.arraycopy(value, 0, item, 1, value.length);
        return hashPage(number, key, item);
    }

    private ByteBuffer pairElsewhere(int number, int key, int length) {
        var item = ByteBuffer.allocate(12).order(order);
        item.put(0, (byte) 3).putInt(4, number + 1).putInt(8, length);
        return hashPage(number, key, item.array());
    }

    private ByteBuffer hashPage(int number, int key, byte[] item) {
        int keyAt = PAGE_BYTES - 5;
        int itemAt = keyAt - item.length;
        var page = page(number, HASH_PAGE);
        page.putShort(20, (short) 2).putShort(22, (short) itemAt);
        page.putShort(HEADER_BYTES, (short) keyAt).putShort(HEADER_BYTES + 2, (short) itemAt);
        page.put(keyAt, (byte) 1).put(keyAt + 1, bytes(key)).put(itemAt, item);
        return page;
    }

    private void addOverflow(List<ByteBuffer> pages, byte[] value) {
        int room = PAGE_BYTES - HEADER_BYTES;
        for (int start = 0; start < value.length; start += room) {
            int count = Math.min(room, value.length - start);
            int number = pages.size();
            var page = page(number, OVERFLOW_PAGE);
            page.putInt(12, number - 1).putInt(16, start + count < value.length ? number + 1 : 0);
            page.putShort(20, (short) 1).putShort(22, (short) count);
            page.put(HEADER_BYTES, value, start, count);
            pages.add(page);
        }
    }

    private byte[] bytes(int number) {
        return ByteBuffer.allocate(Integer.BYTES).order(order).putInt(number).array();
    }
}
