package org.tidewaiter.image.compression;

import java.util.Arrays;
import java.util.zip.DataFormatException;

/// The codewords of one alphabet of a DEFLATE block, as a table that is asked with the next bits of
/// the stream: a root of `2^rootBits` entries, and one table more below each entry that longer
/// codewords begin with. An entry is one `int`, so that a symbol is decoded by one load and some
/// shifts:
///
/// | bits | |
/// |---|---|
/// | 31 | [#LITERAL]: a byte, which stands in bits 16 to 23 |
/// | 16-30 | the base of a length or distance; where the table below begins |
/// | 15 | [#EXCEPTIONAL]: neither literal nor base, but what the next two bits say |
/// | 14, 13 | [#BELOW]: go on in another table; [#END_OF_BLOCK]; neither: there is no such codeword |
/// | 8-11 | bits of the codeword without the extra ones; how many bits the table below is asked with |
/// | 0-5 | bits to consume, the extra ones included |
///
/// @see "RFC 1951, 3.2"
final class HuffmanTable {
    static final int LITERAL = 1 << 31;
    static final int EXCEPTIONAL = 1 << 15;
    static final int BELOW = 1 << 14;
    static final int END_OF_BLOCK = 1 << 13;
    static final int MAX_LENGTH = 15;

    private static final int NO_CODEWORD = EXCEPTIONAL | 1 << 8 | 1;

    /// What stands for each symbol, with its extra bits as those to consume.
    private final int[] meanings;

    private final int rootBits;
    private final int[] entries;
    private final int[] counts = new int[MAX_LENGTH + 1];
    private final int[] offsets = new int[MAX_LENGTH + 2];
    private final short[] sorted;

    /// @param maxEntries that any lengths can ask for
    HuffmanTable(int[] meanings, int rootBits, int maxEntries) {
        this.meanings = meanings;
        this.rootBits = rootBits;
        this.entries = new int[maxEntries];
        this.sorted = new short[meanings.length];
    }

    /// The root and all below; the same array each time.
    int[] entries() {
        return entries;
    }

    int entry(long bits) {
        return entries[(int) bits & (1 << rootBits) - 1];
    }

    int entryBelow(int entry, long bits) {
        return entries[value(entry) + ((int) bits & (1 << bitsWithoutExtra(entry)) - 1)];
    }

    static boolean isLiteral(int entry) {
        return entry < 0;
    }

    static boolean isExceptional(int entry) {
        return (entry & EXCEPTIONAL) != 0;
    }

    static boolean isBelow(int entry) {
        return isExceptional(entry) && (entry & BELOW) != 0;
    }

    static boolean isEndOfBlock(int entry) {
        return isExceptional(entry) && (entry & END_OF_BLOCK) != 0;
    }

    static int value(int entry) {
        return entry >>> 16 & 0x7fff;
    }

    static int bits(int entry) {
        return entry & 63;
    }

    static int bitsWithoutExtra(int entry) {
        return entry >>> 8 & 15;
    }

    /// @param lengths in bits of the codeword of each symbol, 0 if it has none
    /// @return false if there is no codeword, or a single one of one bit, and so some bits are none
    /// @throws DataFormatException with `complaint` if there are otherwise more or fewer codewords
    ///   than bits can tell apart
    boolean build(byte[] lengths, int from, int symbols, String complaint)
            throws DataFormatException {
        int used = sort(lengths, from, symbols);
        if (isComplete(used, complaint)) {
            fill();
            return true;
        }
        Arrays.fill(entries, 0, 1 << rootBits, NO_CODEWORD);
        if (used == 1) {
            for (int i = 0; i < 1 << rootBits; i += 2) {
                entries[i] = entry(sorted[0], 1);
            }
        }
        return false;
    }

    /// By length, and by number among those of one length.
    ///
    /// @return how many symbols have codewords
    private int sort(byte[] lengths, int from, int symbols) {
        Arrays.fill(counts, 0);
        for (int i = 0; i < symbols; i++) {
            counts[lengths[from + i]]++;
        }
        counts[0] = 0;
        for (int length = 0; length <= MAX_LENGTH; length++) {
            offsets[length + 1] = offsets[length] + counts[length];
        }
        int used = offsets[MAX_LENGTH + 1];
        for (int i = 0; i < symbols; i++) {
            int length = lengths[from + i];
            if (length != 0) {
                sorted[offsets[length]++] = (short) i;
            }
        }
        return used;
    }

    private boolean isComplete(int used, String complaint) throws DataFormatException {
        int left = 1;
        for (int length = 1; length <= MAX_LENGTH; length++) {
            left = 2 * left - counts[length];
            if (left < 0) {
                throw new DataFormatException(complaint);
            }
        }
        if (left > 0 && used > counts[1]) {
            throw new DataFormatException(complaint);
        }
        return left == 0;
    }

    /// A codeword stands in the stream with its first bit lowest, so codes are counted up from
    /// their highest bit.
    private void fill() {
        int code = 0;
        int next = 0;
        int size = 1;
        for (int length = 1; length <= rootBits; length++) {
            // what shorter codewords lead to, they lead to whatever bit follows
            System.arraycopy(entries, 0, entries, size, size);
            size *= 2;
            for (int i = 0; i < counts[length]; i++) {
                entries[code] = entry(sorted[next++], length);
                code = successor(code, length);
            }
        }
        fillBelow(code, next, size);
    }

    private void fillBelow(int firstCode, int firstSymbol, int firstFree) {
        int code = firstCode;
        int next = firstSymbol;
        int free = firstFree;
        int root = -1;
        int below = 0;
        int belowSize = 0;
        for (int length = rootBits + 1; length <= MAX_LENGTH; length++) {
            for (int left = counts[length]; left > 0; left--) {
                if (root != (code & firstFree - 1)) {
                    root = code & firstFree - 1;
                    int belowBits = bitsBelow(length, left);
                    below = free;
                    belowSize = 1 << belowBits;
                    free += belowSize;
                    entries[root] = EXCEPTIONAL | BELOW | below << 16 | belowBits << 8 | rootBits;
                }
                int entry = entry(sorted[next++], length - rootBits);
                int step = 1 << (length - rootBits);
                for (int at = code >>> rootBits; at < belowSize; at += step) {
                    entries[below + at] = entry;
                }
                code = successor(code, length);
            }
        }
    }

    /// How many bits tell apart all codewords that begin as the next one does.
    ///
    /// @param left codewords of this length, the next one included
    private int bitsBelow(int length, int left) {
        int bits = length - rootBits;
        int space = (1 << bits) - left;
        while (space > 0) {
            bits++;
            space = 2 * space - counts[rootBits + bits];
        }
        return bits;
    }

    private static int successor(int code, int length) {
        int bit = 1 << (length - 1);
        while ((code & bit) != 0) {
            bit >>>= 1;
        }
        return bit == 0 ? 0 : (code & (bit - 1)) | bit;
    }

    private int entry(int symbol, int length) {
        return meanings[symbol] + (length << 8 | length);
    }
}
