package org.tidewaiter.inventory.golang;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.image.reader.Claims.Bytes;

/// The names in the table of functions, `.gopclntab`, which Go needs while a program runs, so that
/// it is there without symbols too.
///
/// Since Go 1.16 the names have a part of their own behind the header, and those of functions that
/// were inlined are among them. Earlier, each function points to its name, and what was inlined
/// everywhere has none.
///
/// @param isCutOff whether names are missing since the table goes on behind the bytes at hand, or
///   leads nowhere
/// @see "Go source: debug/gosym/pclntab.go, cmd/link/internal/ld/pcln.go"
@SuppressWarnings("ArrayRecordComponent") // never compared
record FunctionTable(
        byte[] bytes, ByteOrder order, int start, int end, boolean hasInlined, boolean isCutOff) {
    /// The names of the largest programs seen take 8 MB.
    static final int WINDOW_BYTES = 16 << 20;

    private static final int GO_1_2 = 0xfffffffb;
    private static final int GO_1_16 = 0xfffffffa;
    private static final int GO_1_18 = 0xfffffff0;
    private static final int GO_1_20 = 0xfffffff1;
    private static final int HEADER_BYTES = 8;
    private static final int MAX_PADDING = 256;
    private static final int NARROW = 4;
    private static final int WIDE = 8;

    /// The least distance of two instructions, and the size of a word.
    private static final int[][] LITTLE_ENDIAN = {{1, 8}, {2, 8}, {4, 8}, {1, 4}, {4, 4}};

    private static final int[][] BIG_ENDIAN = {{2, 8}, {4, 8}, {4, 4}};

    /// With what a table begins, for every processor and every form.
    static Bytes[] marks() {
        var marks = new ArrayList<Bytes>();
        for (int form : List.of(GO_1_2, GO_1_16, GO_1_18, GO_1_20)) {
            int last = form & 0xff;
            for (int[] sizes : LITTLE_ENDIAN) {
                marks.add(Bytes.of(last, 0xff, 0xff, 0xff, 0, 0, sizes[0], sizes[1]));
            }
            for (int[] sizes : BIG_ENDIAN) {
                marks.add(Bytes.of(0xff, 0xff, 0xff, last, 0, 0, sizes[0], sizes[1]));
            }
        }
        return marks.toArray(Bytes[]::new);
    }

    /// @param bytes from a mark on
    /// @return nothing if it is no such table
    static Optional<FunctionTable> of(byte[] bytes) {
        if (bytes.length < HEADER_BYTES || (bytes[7] != NARROW && bytes[7] != WIDE)) {
            return Optional.empty();
        }
        var order = bytes[0] == -1 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return switch (ByteBuffer.wrap(bytes).order(order).getInt(0)) {
            case GO_1_2 -> pointed(bytes, order);
            case GO_1_16 -> named(bytes, order, 7, 2);
            case GO_1_18, GO_1_20 -> named(bytes, order, 8, 3);
            default -> Optional.empty();
        };
    }

    /// @param words in the header
    /// @param offset which of them says where the names begin; the next says what follows them
    private static Optional<FunctionTable> named(
            byte[] bytes, ByteOrder order, int words, int offset) {
        int wordBytes = bytes[HEADER_BYTES - 1];
        int header = HEADER_BYTES + words * wordBytes;
        if (bytes.length < header) {
            return Optional.empty();
        }
        var table = ByteBuffer.wrap(bytes).order(order);
        long start = word(table, HEADER_BYTES + offset * wordBytes);
        long end = word(table, HEADER_BYTES + (offset + 1) * wordBytes);
        boolean isTable = start >= header && start <= header + MAX_PADDING && end >= start;
        int known = (int) Math.min(end, bytes.length);
        return isTable && start <= known
                ? Optional.of(
                        new FunctionTable(bytes, order, (int) start, known, true, known < end))
                : Optional.empty();
    }

    /// The table begins with pairs of an address and of where the function's facts are; these begin
    /// with the same address, and with where its name is.
    private static Optional<FunctionTable> pointed(byte[] bytes, ByteOrder order) {
        int wordBytes = bytes[HEADER_BYTES - 1];
        int start = HEADER_BYTES + wordBytes;
        if (bytes.length < start + 2 * wordBytes) {
            return Optional.empty();
        }
        var table = ByteBuffer.wrap(bytes).order(order);
        long count = word(table, HEADER_BYTES);
        long facts = word(table, start + wordBytes);
        boolean isTable =
                count > 0
                        && facts > start
                        && facts <= bytes.length - wordBytes
                        && word(table, (int) facts) == word(table, start);
        long most = (bytes.length - start) / (2L * wordBytes);
        int known = (int) Math.min(count < 0 ? most : count, most);
        return isTable
                ? Optional.of(
                        new FunctionTable(
                                bytes,
                                order,
                                start,
                                start + known * 2 * wordBytes,
                                false,
                                known != count))
                : Optional.empty();
    }

    /// Takes names.
    interface Names {
        /// @param bytes not to be changed
        /// @param from where in them the name begins
        void accept(byte[] bytes, int from, int to);
    }

    /// Gives each name as the linker wrote it. Takes time linear in the table, whatever it says.
    ///
    /// @return whether all could be given
    boolean forEach(Names names) {
        boolean complete = hasInlined ? eachNamed(names) : eachPointed(names);
        return complete && !isCutOff;
    }

    private boolean eachNamed(Names names) {
        int at = start;
        while (at < end) {
            int close = endOfName(at, end);
            if (close < end) {
                names.accept(bytes, at, close);
            }
            at = close + 1;
        }
        return true;
    }

    private boolean eachPointed(Names names) {
        var table = ByteBuffer.wrap(bytes).order(order);
        int wordBytes = bytes[HEADER_BYTES - 1];
        long allowed = bytes.length; // functions may point into the same long name
        boolean complete = true;
        for (int at = start + wordBytes; at < end; at += 2 * wordBytes) {
            long facts = word(table, at) + wordBytes;
            int name = facts < 0 || facts > bytes.length - 4 ? -1 : table.getInt((int) facts);
            if (name < 0 || name >= bytes.length) {
                complete = false;
                continue;
            }
            int close = endOfName(name, bytes.length);
            allowed -= close - name;
            if (allowed < 0) {
                return false;
            }
            if (close < bytes.length) {
                names.accept(bytes, name, close);
            } else {
                complete = false;
            }
        }
        return complete;
    }

    private int endOfName(int at, int limit) {
        int close = at;
        while (close < limit && bytes[close] != 0) {
            close++;
        }
        return close;
    }

    private static long word(ByteBuffer table, int at) {
        return table.get(HEADER_BYTES - 1) == WIDE
                ? table.getLong(at)
                : Integer.toUnsignedLong(table.getInt(at));
    }
}
