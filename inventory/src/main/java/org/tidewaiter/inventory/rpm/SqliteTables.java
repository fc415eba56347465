package org.tidewaiter.inventory.rpm;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Optional;
import org.tidewaiter.image.reader.MalformedFileException;

/// The rows of the tables of an SQLite database. A table is a B-tree of pages, with the rows in its
/// leaves.
///
/// A page or row that cannot be read costs what hangs on it, and the rest is given. Each byte is
/// looked at once: a page comes in one place only, and the rows of a page are no longer than it.
///
/// @see "SQLite: Database File Format, 1.6 B-tree Pages, 1.7 Overflow Pages"
final class SqliteTables {
    private static final int SCHEMA_PAGE = 1;
    private static final int SCHEMA_TYPE = 0;
    private static final int SCHEMA_NAME = 1;
    private static final int SCHEMA_ROOT = 3;

    private static final int INNER = 0x05;
    private static final int LEAF = 0x0d;
    private static final int INNER_HEADER_BYTES = 12;
    private static final int LEAF_HEADER_BYTES = 8;
    private static final int CELL_COUNT_AT = 3;
    private static final int LAST_CHILD_AT = 8;
    private static final int LINK_BYTES = 4;

    private final SqlitePages pages;
    private final RpmListing listing;

    /// @param listing is told what could not be read
    SqliteTables(SqlitePages pages, RpmListing listing) {
        this.pages = pages;
        this.listing = listing;
    }

    interface RowReader {
        void read(SqliteRow row) throws MalformedFileException;
    }

    /// The page that a table starts at; nothing if there is no such table. To be asked once.
    Optional<Integer> root(String table) {
        var roots = new ArrayList<Integer>();
        read(
                SCHEMA_PAGE,
                row -> {
                    if (row.text(SCHEMA_TYPE).equals("table")
                            && row.text(SCHEMA_NAME).equals(table)) {
                        roots.add((int) row.number(SCHEMA_ROOT));
                    }
                });
        return roots.stream().findFirst();
    }

    /// Gives all rows of a table, in their order.
    ///
    /// @param root the page that the table starts at
    void read(int root, RowReader reader) {
        var open = new ArrayDeque<Page>();
        try {
            open.push(take(root));
        } catch (MalformedFileException e) {
            addFault(e, root);
        }
        while (!open.isEmpty() && !listing.isFull()) {
            var page = open.pop();
            switch (page.type()) {
                case INNER -> openChildren(page, open);
                case LEAF -> readRows(page, reader);
                default -> addFault(new MalformedFileException("no table's pages"), page.number);
            }
        }
    }

    /// @param start of the page's header
    private record Page(int number, ByteBuffer bytes, int start) {
        int type() {
            return bytes.get(start);
        }

        int lastChild() {
            return bytes.getInt(start + LAST_CHILD_AT);
        }

        int cells() {
            return bytes.getShort(start + CELL_COUNT_AT) & 0xffff;
        }

        /// The page from a cell on.
        ByteBuffer cell(int headerBytes, int index) throws MalformedFileException {
            int pointer = start + headerBytes + index * Short.BYTES;
            int at = pointer + Short.BYTES > bytes.limit() ? -1 : bytes.getShort(pointer) & 0xffff;
            if (at < 0 || at + LINK_BYTES > bytes.limit()) {
                throw new MalformedFileException("cells that lead out of their page");
            }
            return bytes.duplicate().position(at);
        }
    }

    private Page take(int number) throws MalformedFileException {
        int start = number == SCHEMA_PAGE ? SqlitePages.FILE_HEADER_BYTES : 0;
        return new Page(number, pages.take(number), start);
    }

    /// Takes all pages at once, so that none is waiting twice.
    private void openChildren(Page page, Deque<Page> open) {
        for (int i = page.cells(); i >= 0 && !listing.isFull(); i--) {
            try {
                int child =
                        i == page.cells()
                                ? page.lastChild()
                                : page.cell(INNER_HEADER_BYTES, i).getInt();
                open.push(take(child));
            } catch (MalformedFileException e) {
                addFault(e, page.number);
            }
        }
    }

    private void readRows(Page page, RowReader reader) {
        int room = page.bytes.limit();
        for (int i = 0; i < page.cells() && !listing.isFull(); i++) {
            try {
                var cell = page.cell(LEAF_HEADER_BYTES, i);
                int start = cell.position();
                var row = new SqliteRow(payload(cell));
                room -= cell.position() - start;
                if (room < 0) {
                    throw new MalformedFileException("rows that are in two places");
                }
                reader.read(row);
            } catch (MalformedFileException e) {
                addFault(e, page.number);
            }
        }
    }

    /// What a cell holds, with what did not fit into its page.
    private byte[] payload(ByteBuffer cell) throws MalformedFileException {
        long length = SqliteRow.varint(cell);
        SqliteRow.varint(cell); // the row's number
        if (length < 0 || length > Integer.MAX_VALUE) {
            throw new MalformedFileException("rows of an impossible length");
        }
        int local = localBytes((int) length);
        boolean isWhole = local == length;
        if (local + (isWhole ? 0 : LINK_BYTES) > cell.remaining()) {
            throw new MalformedFileException("rows that lead out of their page");
        }
        var parts = new ArrayList<ByteBuffer>();
        parts.add(cell.slice(cell.position(), local));
        cell.position(cell.position() + local);
        int missing = (int) length - local;
        int next = isWhole ? 0 : cell.getInt();
        while (missing > 0) {
            var page = pages.take(next);
            next = page.getInt();
            int count = Math.min(missing, page.remaining());
            parts.add(page.slice(page.position(), count));
            missing -= count;
        }
        var payload = ByteBuffer.allocate((int) length);
        parts.forEach(payload::put);
        return payload.array();
    }

    /// How much of a row stands in its leaf.
    private int localBytes(int length) {
        int usable = pages.usableBytes();
        if (length <= usable - 35) {
            return length;
        }
        int least = (usable - 12) * 32 / 255 - 23;
        int wanted = least + (length - least) % (usable - LINK_BYTES);
        return wanted <= usable - 35 ? wanted : least;
    }

    private void addFault(MalformedFileException e, int page) {
        listing.addFault("rows not read", e, "page " + page);
    }
}
