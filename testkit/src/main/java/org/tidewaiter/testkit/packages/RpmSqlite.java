package org.tidewaiter.testkit.packages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// The bytes of `rpmdb.sqlite`, rpm's database in SQLite: `rpmSqlite().with(header).bytes()`.
public final class RpmSqlite {
    private static final int FILE_HEADER_BYTES = 100;
    private static final int INNER = 5;
    private static final int LEAF = 13;

    private final int pageBytes;
    private final List<byte[]> headers = new ArrayList<>();

    private RpmSqlite(int pageBytes) {
        this.pageBytes = pageBytes;
    }

    public static RpmSqlite rpmSqlite() {
        return new RpmSqlite(4_096);
    }

    /// With pages so small that few packages make a deep tree.
    public static RpmSqlite withSmallPages() {
        return new RpmSqlite(512);
    }

    public RpmSqlite with(byte[] header) {
        headers.add(header);
        return this;
    }

    public RpmSqlite with(RpmHeader header) {
        return with(header.bytes());
    }

    public int pageBytes() {
        return pageBytes;
    }

    public byte[] bytes() {
        var pages = new ArrayList<byte[]>();
        pages.add(new byte[0]); // the schema, when the root of the table is known
        var cells = new ArrayList<byte[]>();
        for (int i = 0; i < headers.size(); i++) {
            cells.add(cell(i + 1, record(new Object[] {null, headers.get(i)}), pages));
        }
        int root = table(cells, pages);
        var sql =
                "CREATE TABLE Packages (hnum INTEGER PRIMARY KEY AUTOINCREMENT,blob BLOB NOT NULL)";
        var schema = record(new Object[] {"table", "Packages", "Packages", root, sql});
        pages.set(0, page(LEAF, List.of(cell(1, schema, pages)), 0, FILE_HEADER_BYTES));
        var file = ByteBuffer.allocate(pages.size() * pageBytes);
        pages.forEach(file::put);
        file.put(0, "SQLite format 3\0".getBytes(UTF_8));
        file.putShort(16, (short) pageBytes).put(18, (byte) 2).put(19, (byte) 2);
        file.putInt(28, pages.size()).putInt(56, 1);
        return file.array();
    }

    /// Pages up to the root of a table, whose number is given.
    private int table(List<byte[]> cells, List<byte[]> pages) {
        var children = new ArrayList<Integer>();
        for (var part : parts(cells)) {
            pages.add(page(LEAF, part, 0, 0));
            children.add(pages.size());
        }
        while (children.size() > 1) {
            var parents = new ArrayList<Integer>();
            for (int start = 0; start < children.size(); start += 8) {
                var group = children.subList(start, Math.min(start + 8, children.size()));
                var links = new ArrayList<byte[]>();
                for (int child : group.subList(0, group.size() - 1)) {
                    links.add(ByteBuffer.allocate(5).putInt(child).put((byte) 1).array());
                }
                pages.add(page(INNER, links, group.getLast(), 0));
                parents.add(pages.size());
            }
            children = parents;
        }
        return children.getFirst();
    }

    /// As many cells to a page as it has room for.
    private List<List<byte[]>> parts(List<byte[]> cells) {
        var parts = new ArrayList<List<byte[]>>();
        var part = new ArrayList<byte[]>();
        int room = pageBytes - 8;
        for (var cell : cells) {
            if (cell.length + 2 > room) {
                parts.add(List.copyOf(part));
                part.clear();
                room = pageBytes - 8;
            }
            part.add(cell);
            room -= cell.length + 2;
        }
        parts.add(part);
        return parts;
    }

    private byte[] page(int type, List<byte[]> cells, int lastChild, int start) {
        var page = ByteBuffer.allocate(pageBytes);
        page.position(start).put((byte) type).putShort((short) 0);
        int end = pageBytes - cells.stream().mapToInt(cell -> cell.length).sum();
        page.putShort((short) cells.size()).putShort((short) end).put((byte) 0);
        if (type == INNER) {
            page.putInt(lastChild);
        }
        int at = end;
        for (var cell : cells) {
            page.putShort((short) at).put(at, cell);
            at += cell.length;
        }
        return page.array();
    }

    /// @param pages to which the part is added that a leaf has no room for
    private byte[] cell(int number, byte[] payload, List<byte[]> pages) {
        var cell = new ByteArrayOutputStream();
        cell.writeBytes(varint(payload.length));
        cell.writeBytes(varint(number));
        if (payload.length <= pageBytes - 35) {
            cell.writeBytes(payload);
            return cell.toByteArray();
        }
        int room = pageBytes - 4;
        int least = (pageBytes - 12) * 32 / 255 - 23;
        int here = least + (payload.length - least) % room;
        if (here > pageBytes - 35) {
            here = least;
        }
        cell.write(payload, 0, here);
        cell.writeBytes(ByteBuffer.allocate(4).putInt(pages.size() + 1).array());
        for (int start = here; start < payload.length; start += room) {
            int count = Math.min(room, payload.length - start);
            int next = start + count < payload.length ? pages.size() + 2 : 0;
            pages.add(
                    ByteBuffer.allocate(pageBytes).putInt(next).put(payload, start, count).array());
        }
        return cell.toByteArray();
    }

    /// @param values each nothing, a text, bytes, or a whole number
    private static byte[] record(Object[] values) {
        var types = new ByteArrayOutputStream();
        var bodies = new ByteArrayOutputStream();
        for (var value : values) {
            switch (value) {
                case null -> types.write(0);
                case Integer number -> {
                    types.write(4);
                    bodies.writeBytes(ByteBuffer.allocate(4).putInt(number).array());
                }
                case byte[] bytes -> {
                    types.writeBytes(varint(bytes.length * 2 + 12));
                    bodies.writeBytes(bytes);
                }
                default -> {
                    var bytes = value.toString().getBytes(UTF_8);
                    types.writeBytes(varint(bytes.length * 2 + 13));
                    bodies.writeBytes(bytes);
                }
            }
        }
        var record = new ByteArrayOutputStream();
        record.writeBytes(varint(types.size() + 1));
        record.writeBytes(types.toByteArray());
        record.writeBytes(bodies.toByteArray());
        return record.toByteArray();
    }

    private static byte[] varint(int number) {
        int bytes = 1;
        while ((number >>> (7 * bytes)) > 0 && bytes < 5) {
            bytes++;
        }
        var varint = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            int low = (number >>> (7 * (bytes - 1 - i))) & 0x7f;
            varint[i] = (byte) (i < bytes - 1 ? (low | 0x80) : low);
        }
        return varint;
    }
}
