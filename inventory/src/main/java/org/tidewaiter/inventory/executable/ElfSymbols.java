package org.tidewaiter.inventory.executable;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Finds what a dynamic symbol of a 64-bit ELF file stands for.
///
/// @see "System V ABI, symbol table"
public final class ElfSymbols {
    private static final int ENTRY_BYTES = 24;
    private static final int HEADER_BYTES = 64;

    private final ByteBuffer file;
    private final ByteBuffer symbols;
    private final ByteBuffer names;

    private ElfSymbols(ByteBuffer file, ByteBuffer symbols, ByteBuffer names) {
        this.file = file;
        this.symbols = symbols;
        this.names = names;
    }

    /// @param file whole, of any format
    /// @return nothing where it is no such file, or has no dynamic symbols
    public static Optional<ElfSymbols> of(ByteBuffer file) {
        boolean isElf = file.limit() >= HEADER_BYTES && file.get(0) == 0x7f && file.get(1) == 'E';
        if (!isElf || file.get(4) != 2) {
            return Optional.empty();
        }
        var order = file.get(5) == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        var symbols = Sections.find(file, ".dynsym");
        var names = Sections.find(file, ".dynstr");
        return symbols.isPresent() && names.isPresent()
                ? Optional.of(
                        new ElfSymbols(
                                file.duplicate().order(order),
                                symbols.get().order(order),
                                names.get()))
                : Optional.empty();
    }

    /// @return the bytes of the file from where the symbol points to; nothing where there is no
    ///   such symbol, or it points to nowhere in the file
    public Optional<ByteBuffer> from(String symbol) {
        var wanted = (symbol + "\0").getBytes(StandardCharsets.ISO_8859_1);
        for (int at = 0; at + ENTRY_BYTES <= symbols.limit(); at += ENTRY_BYTES) {
            if (isNamed(symbols.getInt(at), wanted)) {
                return pointed(
                        Short.toUnsignedInt(symbols.getShort(at + 6)), symbols.getLong(at + 8));
            }
        }
        return Optional.empty();
    }

    private boolean isNamed(int at, byte[] wanted) {
        if (at < 0 || at > names.limit() - wanted.length) {
            return false;
        }
        return names.slice(at, wanted.length).equals(ByteBuffer.wrap(wanted));
    }

    private Optional<ByteBuffer> pointed(int section, long address) {
        long table = file.getLong(40);
        long header = table + (long) section * HEADER_BYTES;
        if (table < 0 || header < 0 || header > file.limit() - HEADER_BYTES) {
            return Optional.empty();
        }
        int at = (int) header;
        long within = address - file.getLong(at + 16);
        long offset = file.getLong(at + 24) + within;
        boolean isInside =
                within >= 0
                        && within < file.getLong(at + 32)
                        && offset >= 0
                        && offset < file.limit();
        return isInside
                ? Optional.of(
                        file.slice((int) offset, file.limit() - (int) offset).order(file.order()))
                : Optional.empty();
    }
}
