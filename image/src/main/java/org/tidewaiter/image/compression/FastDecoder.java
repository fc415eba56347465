package org.tidewaiter.image.compression;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.DataFormatException;

/// Decodes faster than Java's own decoder once it is compiled, so it is for streams of many bytes;
/// what it gives and refuses is the same.
///
/// The next bits stand in one `long`, filled up by eight bytes at a time; symbols are looked up by
/// eleven or eight bits ([HuffmanTable]); matches are copied by eight bytes, beyond their end too.
final class FastDecoder implements DeflateDecoder {
    private static final int LENGTH_MASK = (1 << DeflateCodes.LENGTH_BITS) - 1;
    private static final int DISTANCE_MASK = (1 << DeflateCodes.DISTANCE_BITS) - 1;

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final InputStream source;
    private final BitInput in;
    private final DeflateCodes fixed = DeflateCodes.fixed();
    private final DeflateCodes told = new DeflateCodes();
    private DeflateCodes codes = fixed;
    private Block block = Block.NONE;
    private boolean isLast;
    private int storedLeft;
    private int position;

    private enum Block {
        NONE,
        STORED,
        CODED,
        FINISHED
    }

    FastDecoder(InputStream source) {
        this.source = source;
        this.in = new BitInput(source);
    }

    @Override
    public void begin() {
        block = Block.NONE;
        isLast = false;
    }

    @Override
    public int position() {
        return position;
    }

    @Override
    public boolean isFinished() {
        return block == Block.FINISHED;
    }

    @Override
    public int octet() throws IOException {
        return in.octet();
    }

    @Override
    public void decode(byte[] out, int history, int from, int to)
            throws IOException, DataFormatException {
        position = from;
        while (block != Block.FINISHED && to - position >= SPARE_BYTES) {
            switch (block) {
                case STORED -> copyStored(out, to);
                case CODED -> {
                    if (in.hasMargin()) {
                        decodeSymbols(out, history, to - SPARE_BYTES);
                    } else {
                        decodeSymbol(out, history);
                    }
                }
                default -> beginBlock();
            }
        }
    }

    private void beginBlock() throws IOException, DataFormatException {
        if (isLast) {
            in.dropToByte();
            block = Block.FINISHED;
            return;
        }
        isLast = in.take(1) != 0;
        switch (in.take(2)) {
            case 0 -> {
                in.dropToByte();
                storedLeft = in.take(16);
                if (storedLeft != (in.take(16) ^ 0xffff)) {
                    throw new DataFormatException("invalid stored block lengths");
                }
                in.dropToByte();
                block = Block.STORED;
            }
            case 1 -> {
                codes = fixed;
                block = Block.CODED;
            }
            case 2 -> {
                told.read(in);
                codes = told;
                block = Block.CODED;
            }
            default -> throw new DataFormatException("invalid block type");
        }
    }

    private void copyStored(byte[] out, int to) throws IOException {
        if (storedLeft > 0) {
            int count = in.copy(out, position, Math.min(storedLeft, to - position));
            position += count;
            storedLeft -= count;
        }
        if (storedLeft == 0) {
            block = Block.NONE;
        }
    }

    /// Decodes up to `limit`, the end of the block, or as long as there is a margin of input. All
    /// time is spent here. Each turn is literals, up to three, or up to two and a match.
    ///
    /// Bits are refilled so that 56 are there at least, of which three literals of the root take
    /// 33, a length 20 and a distance 28. Shifts by an entry are shifts by its lowest six bits. The
    /// same steps are written out wherever they are taken: a method could give back one value only.
    private void decodeSymbols(byte[] out, int history, int limit) throws DataFormatException {
        var input = in.buffer;
        int[] lengths = codes.lengths().entries();
        int[] distances = codes.distances().entries();
        int inLimit = in.end - BitInput.MARGIN_BYTES;
        int inAt = in.at;
        long bits = in.bits;
        int bitCount = in.bitCount;
        int at = position;

        bits |= (long) LONG.get(input, inAt) << bitCount;
        inAt += (63 - bitCount) >>> 3;
        bitCount |= 56;
        int entry = lengths[(int) bits & LENGTH_MASK];
        while (at <= limit && inAt <= inLimit) {
            if (entry < 0) {
                bits >>>= entry;
                bitCount -= entry & 63;
                out[at++] = (byte) (entry >>> 16);
                entry = lengths[(int) bits & LENGTH_MASK];
                if (entry < 0) {
                    bits >>>= entry;
                    bitCount -= entry & 63;
                    out[at++] = (byte) (entry >>> 16);
                    entry = lengths[(int) bits & LENGTH_MASK];
                    if (entry < 0) {
                        bits >>>= entry;
                        bitCount -= entry & 63;
                        out[at++] = (byte) (entry >>> 16);
                        bits |= (long) LONG.get(input, inAt) << bitCount;
                        inAt += (63 - bitCount) >>> 3;
                        bitCount |= 56;
                        entry = lengths[(int) bits & LENGTH_MASK];
                        continue;
                    }
                }
            }
            if ((entry & HuffmanTable.EXCEPTIONAL) != 0) {
                if ((entry & HuffmanTable.BELOW) != 0) {
                    bits >>>= entry;
                    bitCount -= entry & 63;
                    entry = lengths[below(entry, bits)];
                    if (entry < 0) {
                        bits >>>= entry;
                        bitCount -= entry & 63;
                        out[at++] = (byte) (entry >>> 16);
                        bits |= (long) LONG.get(input, inAt) << bitCount;
                        inAt += (63 - bitCount) >>> 3;
                        bitCount |= 56;
                        entry = lengths[(int) bits & LENGTH_MASK];
                        continue;
                    }
                }
                if ((entry & HuffmanTable.END_OF_BLOCK) != 0 && HuffmanTable.isExceptional(entry)) {
                    bits >>>= entry;
                    bitCount -= entry & 63;
                    block = Block.NONE;
                    break;
                }
                if (HuffmanTable.isExceptional(entry)) {
                    throw broken(at, "invalid literal/length code");
                }
            }
            int length = (entry >>> 16) + extra(entry, bits);
            bits >>>= entry;
            bitCount -= entry & 63;

            bits |= (long) LONG.get(input, inAt) << bitCount;
            inAt += (63 - bitCount) >>> 3;
            bitCount |= 56;
            entry = distances[(int) bits & DISTANCE_MASK];
            if ((entry & HuffmanTable.EXCEPTIONAL) != 0) {
                if ((entry & HuffmanTable.BELOW) != 0) {
                    bits >>>= entry;
                    bitCount -= entry & 63;
                    entry = distances[below(entry, bits)];
                }
                if (HuffmanTable.isExceptional(entry)) {
                    throw broken(at, "invalid distance code");
                }
            }
            int distance = (entry >>> 16) + extra(entry, bits);
            bits >>>= entry;
            bitCount -= entry & 63;
            if (at - distance < history) {
                throw broken(at, "invalid distance too far back");
            }

            bits |= (long) LONG.get(input, inAt) << bitCount;
            inAt += (63 - bitCount) >>> 3;
            bitCount |= 56;
            entry = lengths[(int) bits & LENGTH_MASK];
            copyMatch(out, at, distance, length);
            at += length;
        }
        in.at = inAt;
        in.bits = bits;
        in.bitCount = bitCount;
        position = at;
    }

    private DataFormatException broken(int at, String how) {
        position = at;
        return new DataFormatException(how);
    }

    private static int below(int entry, long bits) {
        return HuffmanTable.value(entry)
                + ((int) bits & (1 << HuffmanTable.bitsWithoutExtra(entry)) - 1);
    }

    private static int extra(int entry, long bits) {
        return (int) ((bits & (1L << entry) - 1) >>> HuffmanTable.bitsWithoutExtra(entry));
    }

    private static void copyMatch(byte[] out, int position, int distance, int length) {
        int source = position - distance;
        if (distance >= Long.BYTES) {
            LONG.set(out, position, (long) LONG.get(out, source));
            LONG.set(out, position + 8, (long) LONG.get(out, source + 8));
            for (int done = 16; done < length; done += 8) {
                LONG.set(out, position + done, (long) LONG.get(out, source + done));
            }
        } else if (distance == 1) {
            long octets = (out[source] & 0xffL) * 0x0101_0101_0101_0101L;
            for (int done = 0; done < length; done += 8) {
                LONG.set(out, position + done, octets);
            }
        } else {
            for (int i = 0; i < length; i++) {
                out[position + i] = out[source + i];
            }
        }
    }

    /// One symbol with all that belongs to it, where the end of the input is near.
    private void decodeSymbol(byte[] out, int history) throws IOException, DataFormatException {
        int entry = in.takeSymbol(codes.lengths());
        if (HuffmanTable.isLiteral(entry)) {
            out[position++] = (byte) HuffmanTable.value(entry);
            return;
        }
        if (HuffmanTable.isEndOfBlock(entry)) {
            block = Block.NONE;
            return;
        }
        if (HuffmanTable.isExceptional(entry)) {
            throw new DataFormatException("invalid literal/length code");
        }
        int length = HuffmanTable.value(entry) + takeExtra(entry);
        int code = in.takeSymbol(codes.distances());
        if (HuffmanTable.isExceptional(code)) {
            throw new DataFormatException("invalid distance code");
        }
        int distance = HuffmanTable.value(code) + takeExtra(code);
        if (position - distance < history) {
            throw new DataFormatException("invalid distance too far back");
        }
        for (int i = 0; i < length; i++) {
            out[position] = out[position - distance];
            position++;
        }
    }

    private int takeExtra(int entry) throws IOException {
        return in.take(HuffmanTable.bits(entry) - HuffmanTable.bitsWithoutExtra(entry));
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
