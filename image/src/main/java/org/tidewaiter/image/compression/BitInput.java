package org.tidewaiter.image.compression;

import java.io.IOException;
import java.io.InputStream;

/// A stream taken bit by bit, the lowest of each byte first, as DEFLATE packs them. It reads ahead.
///
/// Its fields are open to [FastDecoder], which takes bits in a loop of its own.
final class BitInput {
    /// As many bytes are held as one symbol with all that belongs to it can take, with what a loop
    /// takes ahead, unless the stream ends.
    static final int MARGIN_BYTES = 32;

    private static final int BUFFER_BYTES = 128 << 10;

    private final InputStream in;

    final byte[] buffer = new byte[BUFFER_BYTES];
    int at;
    int end;

    /// The next bits, lowest first; [#bitCount] of them count. Those above are those of the byte at
    /// [#at], or zero.
    long bits;

    int bitCount;

    private boolean isWhole;

    BitInput(InputStream in) {
        this.in = in;
    }

    /// Whether [#MARGIN_BYTES] are held.
    boolean hasMargin() throws IOException {
        if (end - at < MARGIN_BYTES && !isWhole) {
            fill();
        }
        return end - at >= MARGIN_BYTES;
    }

    /// The next bits as a number; at most 16.
    int take(int count) throws IOException {
        hold(count);
        int value = (int) bits & (1 << count) - 1;
        drop(count);
        return value;
    }

    /// The entry of the next symbol; its extra bits are still to be taken.
    int takeSymbol(HuffmanTable table) throws IOException {
        hold(HuffmanTable.MAX_LENGTH);
        int entry = table.entry(bits);
        if (HuffmanTable.isBelow(entry)) {
            drop(HuffmanTable.bits(entry));
            entry = table.entryBelow(entry, bits);
        }
        drop(HuffmanTable.bitsWithoutExtra(entry));
        return entry;
    }

    /// The next whole byte.
    ///
    /// @return -1 at the end of the stream
    int octet() throws IOException {
        dropToByte();
        return at < end || fill() ? buffer[at++] & 0xff : -1;
    }

    /// Copies whole bytes.
    ///
    /// @return how many, at least one
    int copy(byte[] to, int from, int count) throws IOException {
        if (at == end && !fill()) {
            throw truncated();
        }
        int copied = Math.min(count, end - at);
        System.arraycopy(buffer, at, to, from, copied);
        at += copied;
        return copied;
    }

    /// Goes on to the next whole byte.
    void dropToByte() {
        at -= bitCount >>> 3;
        bits = 0;
        bitCount = 0;
    }

    /// Holds as many bits, or those that are left.
    private void hold(int count) throws IOException {
        while (bitCount < count && (at < end || fill())) {
            bits |= (buffer[at++] & 0xffL) << bitCount;
            bitCount += 8;
        }
    }

    private void drop(int count) throws IOException {
        if (count > bitCount) {
            throw truncated();
        }
        bits >>>= count;
        bitCount -= count;
    }

    /// Keeps the byte before, which bits can be held of.
    ///
    /// @return false if there is no more
    private boolean fill() throws IOException {
        int kept = Math.min(at, Long.BYTES);
        System.arraycopy(buffer, at - kept, buffer, 0, end - at + kept);
        end -= at - kept;
        at = kept;
        while (end - at < MARGIN_BYTES && !isWhole) {
            int count = in.read(buffer, end, buffer.length - end);
            isWhole = count < 0;
            end += Math.max(count, 0);
        }
        return end > at;
    }

    private static MalformedLayerException truncated() {
        return new MalformedLayerException("gzip: the data ends too early");
    }
}
