package org.tidewaiter.inventory.golang;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// A part of an executable file that is mapped into memory, from the headers of ELF, PE or Mach-O.
///
/// @param address where it is mapped
/// @param offset in the file
/// @param bytes in the file
record Segment(long address, long offset, long bytes, boolean writable) {
    private static final int ELF = 0x7f454c46;
    private static final int ELF_LOAD = 1;
    private static final int ELF_WRITABLE = 2;
    private static final int PE_SIGNATURE = 0x00004550;
    private static final int PE_PLUS = 0x20b;
    private static final int MACH_O_32 = 0xfeedface;
    private static final int MACH_O_64 = 0xfeedfacf;
    private static final int MACH_SEGMENT_32 = 0x1;
    private static final int MACH_SEGMENT_64 = 0x19;
    private static final int MACH_WRITABLE = 2;

    boolean holds(long fileOffset) {
        return fileOffset >= offset && fileOffset - offset < bytes;
    }

    boolean maps(long memoryAddress) {
        return memoryAddress >= address && memoryAddress - address < bytes;
    }

    /// @param file as far as it was given, from position 0
    /// @return empty if the headers are not of a known format, or not whole
    static List<Segment> all(ByteBuffer file) {
        try {
            if (file.getInt(0) == ELF) {
                return ofElf(file);
            }
            if (file.get(0) == 'M' && file.get(1) == 'Z') {
                return ofPe(file.order(ByteOrder.LITTLE_ENDIAN));
            }
            for (var order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
                int magic = file.order(order).getInt(0);
                if (magic == MACH_O_32 || magic == MACH_O_64) {
                    return ofMachO(file, magic == MACH_O_64);
                }
            }
        } catch (IndexOutOfBoundsException _) {
            // the headers reach beyond what was given
        }
        return List.of();
    }

    private static List<Segment> ofElf(ByteBuffer file) {
        boolean wide = file.get(4) == 2;
        file.order(file.get(5) == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        long table = wide ? file.getLong(32) : word(file, 28);
        int entryBytes = half(file, wide ? 54 : 42);
        int count = half(file, wide ? 56 : 44);
        var segments = new ArrayList<Segment>();
        for (int i = 0; i < count; i++) {
            int at = index(table + (long) i * entryBytes);
            if (file.getInt(at) != ELF_LOAD) {
                continue;
            }
            boolean writable = (file.getInt(at + (wide ? 4 : 24)) & ELF_WRITABLE) != 0;
            segments.add(
                    wide
                            ? new Segment(
                                    file.getLong(at + 16),
                                    file.getLong(at + 8),
                                    file.getLong(at + 32),
                                    writable)
                            : new Segment(
                                    word(file, at + 8),
                                    word(file, at + 4),
                                    word(file, at + 16),
                                    writable));
        }
        return segments;
    }

    private static List<Segment> ofPe(ByteBuffer file) {
        int header = index(word(file, 0x3c));
        if (file.getInt(header) != PE_SIGNATURE) {
            return List.of();
        }
        int count = half(file, header + 6);
        int options = header + 24;
        long base =
                half(file, options) == PE_PLUS
                        ? file.getLong(options + 24)
                        : word(file, options + 28);
        int table = options + half(file, header + 20);
        var segments = new ArrayList<Segment>();
        for (int i = 0; i < count; i++) {
            int at = table + i * 40;
            segments.add(
                    new Segment(
                            base + word(file, at + 12),
                            word(file, at + 20),
                            word(file, at + 16),
                            file.getInt(at + 36) < 0));
        }
        return segments;
    }

    private static List<Segment> ofMachO(ByteBuffer file, boolean wide) {
        int count = file.getInt(16);
        long at = wide ? 32 : 28;
        var segments = new ArrayList<Segment>();
        for (int i = 0; i < count; i++) {
            int start = index(at);
            int kind = file.getInt(start);
            if (kind == MACH_SEGMENT_64) {
                segments.add(
                        new Segment(
                                file.getLong(start + 24),
                                file.getLong(start + 40),
                                file.getLong(start + 48),
                                (file.getInt(start + 60) & MACH_WRITABLE) != 0));
            } else if (kind == MACH_SEGMENT_32) {
                segments.add(
                        new Segment(
                                word(file, start + 24),
                                word(file, start + 32),
                                word(file, start + 36),
                                (file.getInt(start + 44) & MACH_WRITABLE) != 0));
            }
            // a command of no length would never end
            at += Math.max(8, word(file, start + 4));
        }
        return segments;
    }

    private static int index(long offset) {
        if (offset < 0 || offset > Integer.MAX_VALUE) {
            throw new IndexOutOfBoundsException();
        }
        return (int) offset;
    }

    private static long word(ByteBuffer file, int at) {
        return Integer.toUnsignedLong(file.getInt(at));
    }

    private static int half(ByteBuffer file, int at) {
        return Short.toUnsignedInt(file.getShort(at));
    }
}
