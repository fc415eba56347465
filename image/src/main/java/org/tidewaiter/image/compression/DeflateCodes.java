package org.tidewaiter.image.compression;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;

/// The codewords of the two alphabets of DEFLATE: bytes with lengths of matches, and distances. A
/// block brings its own or takes those that are fixed.
///
/// @see "RFC 1951, 3.2.5 to 3.2.7"
final class DeflateCodes {
    /// [FastDecoder] asks the roots with as many bits itself.
    static final int LENGTH_BITS = 11;

    static final int DISTANCE_BITS = 8;

    /// The most entries that codewords of any lengths ask for: of 288 symbols with a root of 11
    /// bits, and of 32 with one of 8.
    private static final int LENGTH_ENTRIES = 2342;

    private static final int DISTANCE_ENTRIES = 402;

    private static final int LENGTH_SYMBOLS = 288;
    private static final int DISTANCE_SYMBOLS = 32;
    private static final int MAX_LENGTH_SYMBOLS = 286;
    private static final int MAX_DISTANCE_SYMBOLS = 30;
    private static final int END_OF_BLOCK = 256;
    private static final int FIRST_LENGTH = 257;
    private static final int LONGEST_MATCH = 258;

    /// In which order the lengths of the codewords stand that lengths of codewords are told with.
    private static final byte[] ORDER = {
        16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
    };

    private static final int ORDER_BITS = 7;
    private static final int PREVIOUS_AGAIN = 16;
    private static final int SOME_ZEROS = 17;

    private final HuffmanTable lengths = lengthTable();
    private final HuffmanTable distances = distanceTable();
    private final HuffmanTable ofLengths = new HuffmanTable(numbers(), ORDER_BITS, 1 << ORDER_BITS);
    private final byte[] told = new byte[MAX_LENGTH_SYMBOLS + MAX_DISTANCE_SYMBOLS];

    /// The fixed codewords.
    static DeflateCodes fixed() {
        var codes = new DeflateCodes();
        var bits = new byte[LENGTH_SYMBOLS];
        Arrays.fill(bits, 0, 144, (byte) 8);
        Arrays.fill(bits, 144, 256, (byte) 9);
        Arrays.fill(bits, 256, 280, (byte) 7);
        Arrays.fill(bits, 280, LENGTH_SYMBOLS, (byte) 8);
        var distanceBits = new byte[DISTANCE_SYMBOLS];
        Arrays.fill(distanceBits, (byte) 5);
        try {
            codes.lengths.build(bits, 0, LENGTH_SYMBOLS, "");
            codes.distances.build(distanceBits, 0, DISTANCE_SYMBOLS, "");
        } catch (DataFormatException impossible) {
            throw new IllegalStateException("they are complete", impossible);
        }
        return codes;
    }

    HuffmanTable lengths() {
        return lengths;
    }

    HuffmanTable distances() {
        return distances;
    }

    /// Reads the codewords that stand in front of a block.
    void read(BitInput in) throws IOException, DataFormatException {
        int lengthCount = in.take(5) + 257;
        int distanceCount = in.take(5) + 1;
        int orderCount = in.take(4) + 4;
        if (lengthCount > MAX_LENGTH_SYMBOLS || distanceCount > MAX_DISTANCE_SYMBOLS) {
            throw new DataFormatException("too many length or distance symbols");
        }
        readOrder(in, orderCount);
        readLengths(in, lengthCount + distanceCount);
        if (told[END_OF_BLOCK] == 0) {
            throw new DataFormatException("invalid code -- missing end-of-block");
        }
        lengths.build(told, 0, lengthCount, "invalid literal/lengths set");
        distances.build(told, lengthCount, distanceCount, "invalid distances set");
    }

    private void readOrder(BitInput in, int count) throws IOException, DataFormatException {
        var bits = new byte[ORDER.length];
        boolean any = false;
        for (int i = 0; i < count; i++) {
            bits[ORDER[i]] = (byte) in.take(3);
            any |= bits[ORDER[i]] != 0;
        }
        boolean complete = ofLengths.build(bits, 0, bits.length, "invalid code lengths set");
        if (!complete && any) {
            throw new DataFormatException("invalid code lengths set");
        }
    }

    private void readLengths(BitInput in, int count) throws IOException, DataFormatException {
        for (int at = 0; at < count; ) {
            int number = HuffmanTable.value(in.takeSymbol(ofLengths));
            if (number < PREVIOUS_AGAIN) {
                told[at++] = (byte) number;
                continue;
            }
            int times =
                    switch (number) {
                        case PREVIOUS_AGAIN -> 3 + in.take(2);
                        case SOME_ZEROS -> 3 + in.take(3);
                        default -> 11 + in.take(7);
                    };
            boolean none = number == PREVIOUS_AGAIN && at == 0;
            if (none || at + times > count) {
                throw new DataFormatException("invalid bit length repeat");
            }
            Arrays.fill(told, at, at + times, number == PREVIOUS_AGAIN ? told[at - 1] : 0);
            at += times;
        }
    }

    private static HuffmanTable lengthTable() {
        var meanings = new int[LENGTH_SYMBOLS];
        Arrays.fill(meanings, HuffmanTable.EXCEPTIONAL);
        for (int octet = 0; octet < 256; octet++) {
            meanings[octet] = HuffmanTable.LITERAL | octet << 16;
        }
        meanings[END_OF_BLOCK] = HuffmanTable.EXCEPTIONAL | HuffmanTable.END_OF_BLOCK;
        int base = 3;
        for (int symbol = FIRST_LENGTH; symbol < MAX_LENGTH_SYMBOLS - 1; symbol++) {
            int extraBits = Math.max(0, (symbol - FIRST_LENGTH) / 4 - 1);
            meanings[symbol] = base << 16 | extraBits;
            base += 1 << extraBits;
        }
        meanings[MAX_LENGTH_SYMBOLS - 1] = LONGEST_MATCH << 16;
        return new HuffmanTable(meanings, LENGTH_BITS, LENGTH_ENTRIES);
    }

    private static HuffmanTable distanceTable() {
        var meanings = new int[DISTANCE_SYMBOLS];
        Arrays.fill(meanings, HuffmanTable.EXCEPTIONAL);
        int base = 1;
        for (int symbol = 0; symbol < MAX_DISTANCE_SYMBOLS; symbol++) {
            int extraBits = Math.max(0, symbol / 2 - 1);
            meanings[symbol] = base << 16 | extraBits;
            base += 1 << extraBits;
        }
        return new HuffmanTable(meanings, DISTANCE_BITS, DISTANCE_ENTRIES);
    }

    private static int[] numbers() {
        var meanings = new int[ORDER.length];
        Arrays.setAll(meanings, number -> number << 16);
        return meanings;
    }
}
