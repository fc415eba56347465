package org.tidewaiter.inventory.executable;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Finds a section of an ELF, PE or Mach-O file by name. A Mach-O file for several processors is
/// not read.
///
/// @see "System V ABI, ELF; Microsoft PE format; Mach-O, loader.h"
public final class Sections {
    private static final int ELF = 0x7f454c46;
    private static final int ELF_WITHOUT_BYTES = 8;
    private static final int PE_SIGNATURE = 0x00004550;
    private static final int MACH_O_32 = 0xfeedface;
    private static final int MACH_O_64 = 0xfeedfacf;
    private static final int MACH_SEGMENT_32 = 0x1;
    private static final int MACH_SEGMENT_64 = 0x19;

    private final ByteBuffer file;
    private final String name;

    private Sections(ByteBuffer file, String name) {
        this.file = file.duplicate();
        this.name = name;
    }

    /// @param file whole, of any format
    /// @return the bytes of the first section of the name; nothing where there is none, or it is
    ///   not wholly in the file
    public static Optional<ByteBuffer> find(ByteBuffer file, String name) {
        try {
            return new Sections(file, name).find();
        } catch (IndexOutOfBoundsException _) {
            return Optional.empty(); // the headers lead out of the file
        }
    }

    private Optional<ByteBuffer> find() {
        if (file.getInt(0) == ELF) {
            return inElf();
        }
        if (file.get(0) == 'M' && file.get(1) == 'Z') {
            file.order(ByteOrder.LITTLE_ENDIAN);
            return inPe();
        }
        for (var order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            int magic = file.order(order).getInt(0);
            if (magic == MACH_O_32 || magic == MACH_O_64) {
                return inMachO(magic == MACH_O_64);
            }
        }
        return Optional.empty();
    }

    private Optional<ByteBuffer> inElf() {
        boolean wide = file.get(4) == 2;
        file.order(file.get(5) == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int table = index(wide ? file.getLong(40) : word(32));
        int entryBytes = half(wide ? 58 : 46);
        int count = half(wide ? 60 : 48);
        int names = table + half(wide ? 62 : 50) * entryBytes;
        long namesOffset = elfOffset(names, wide);
        for (int i = 0; i < count; i++) {
            int at = table + i * entryBytes;
            if (isNamed(index(namesOffset + word(at)), Integer.MAX_VALUE)
                    && file.getInt(at + 4) != ELF_WITHOUT_BYTES) {
                return bytes(elfOffset(at, wide), wide ? file.getLong(at + 32) : word(at + 20));
            }
        }
        return Optional.empty();
    }

    private long elfOffset(int header, boolean wide) {
        return wide ? file.getLong(header + 24) : word(header + 16);
    }

    private Optional<ByteBuffer> inPe() {
        int header = index(word(0x3c));
        if (file.getInt(header) != PE_SIGNATURE) {
            return Optional.empty();
        }
        int count = half(header + 6);
        int table = header + 24 + half(header + 20);
        for (int i = 0; i < count; i++) {
            int at = table + i * 40;
            if (isNamed(at, 8)) {
                return bytes(word(at + 20), Math.min(word(at + 8), word(at + 16)));
            }
        }
        return Optional.empty();
    }

    private Optional<ByteBuffer> inMachO(boolean wide) {
        int commands = file.getInt(16);
        long at = wide ? 32 : 28;
        for (int i = 0; i < commands; i++) {
            int command = index(at);
            if (file.getInt(command) == (wide ? MACH_SEGMENT_64 : MACH_SEGMENT_32)) {
                var found = inMachOSegment(command, wide);
                if (found.isPresent()) {
                    return found;
                }
            }
            // a command of no length would never end
            at += Math.max(8, word(command + 4));
        }
        return Optional.empty();
    }

    private Optional<ByteBuffer> inMachOSegment(int command, boolean wide) {
        int count = file.getInt(command + (wide ? 64 : 48));
        for (int i = 0; i < count; i++) {
            int at = index(command + (wide ? 72 : 56) + (long) i * (wide ? 80 : 68));
            if (isNamed(at, 16)) {
                return bytes(
                        word(at + (wide ? 48 : 40)), wide ? file.getLong(at + 40) : word(at + 36));
            }
        }
        return Optional.empty();
    }

    /// Whether the name stands there, ended by a zero byte unless it fills its field.
    private boolean isNamed(int at, int fieldBytes) {
        var wanted = name.getBytes(StandardCharsets.ISO_8859_1);
        if (wanted.length > fieldBytes || at + wanted.length > file.limit()) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (file.get(at + i) != wanted[i]) {
                return false;
            }
        }
        return wanted.length == fieldBytes || file.get(at + wanted.length) == 0;
    }

    private Optional<ByteBuffer> bytes(long offset, long length) {
        boolean isInFile =
                offset >= 0
                        && length >= 0
                        && offset <= file.limit() - Math.min(length, file.limit())
                        && length <= file.limit();
        return isInFile
                ? Optional.of(file.slice((int) offset, (int) length).asReadOnlyBuffer())
                : Optional.empty();
    }

    private static int index(long offset) {
        if (offset < 0 || offset > Integer.MAX_VALUE) {
            throw new IndexOutOfBoundsException();
        }
        return (int) offset;
    }

    private long word(int at) {
        return Integer.toUnsignedLong(file.getInt(at));
    }

    private int half(int at) {
        return Short.toUnsignedInt(file.getShort(at));
    }
}
