package org.tidewaiter.image.content;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.tidewaiter.image.stream.RunInput;

/// A stream with a buffer, out of which compressed runs are taken that tell only themselves where
/// they end.
final class Bytes {
    private final InputStream in;
    private final byte[] buffer = new byte[32 << 10];
    private int at;
    private int end;

    Bytes(InputStream in) {
        this.in = in;
    }

    /// Whether there is another byte.
    boolean hasMore() throws IOException {
        return has(1);
    }

    /// Whether so many bytes are to come.
    ///
    /// @param count small
    boolean has(int count) throws IOException {
        while (end - at < count) {
            if (at > 0) {
                System.arraycopy(buffer, at, buffer, 0, end - at);
                end -= at;
                at = 0;
            }
            int n = in.read(buffer, end, buffer.length - end);
            if (n < 0) {
                return false;
            }
            end += n;
        }
        return true;
    }

    void need(int count) throws IOException {
        if (!has(count)) {
            throw new EOFException("the data ends too early");
        }
    }

    /// A byte that was asked for with `has`, without taking it.
    int peek(int distance) {
        return buffer[at + distance] & 0xff;
    }

    void drop(int count) {
        at += count;
    }

    int octet() throws IOException {
        need(1);
        return buffer[at++] & 0xff;
    }

    int unsigned16() throws IOException {
        return octet() | octet() << 8;
    }

    long unsigned32() throws IOException {
        return unsigned16() | (long) unsigned16() << 16;
    }

    byte[] take(int count) throws IOException {
        var bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) octet();
        }
        return bytes;
    }

    void skip(long count) throws IOException {
        for (long left = count; left > 0; ) {
            need(1);
            int n = (int) Math.min(left, end - at);
            at += n;
            left -= n;
        }
    }

    /// The next so many bytes.
    InputStream run(long count) {
        return new RunInput() {
            private long left = count;

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                if (left == 0 || length == 0) {
                    return left == 0 ? -1 : 0;
                }
                need(1);
                int n = (int) Math.min(Math.min(left, length), end - at);
                System.arraycopy(buffer, at, bytes, offset, n);
                at += n;
                left -= n;
                return n;
            }
        };
    }

    /// All that is left.
    InputStream rest() {
        return new RunInput() {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                if (length == 0 || !hasMore()) {
                    return length == 0 ? 0 : -1;
                }
                int n = Math.min(length, end - at);
                System.arraycopy(buffer, at, bytes, offset, n);
                at += n;
                return n;
            }
        };
    }

    /// What the bytes inflate to; read to its end, the next byte is the one behind them.
    ///
    /// @param inflater reset; the caller ends it
    InputStream inflated(Inflater inflater) {
        return new RunInput() {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                if (length == 0) {
                    return 0;
                }
                try {
                    while (!inflater.finished()) {
                        if (inflater.needsInput()) {
                            need(1);
                            inflater.setInput(buffer, at, end - at);
                        }
                        int before = inflater.getRemaining();
                        int n = inflater.inflate(bytes, offset, length);
                        at += before - inflater.getRemaining();
                        if (n > 0) {
                            return n;
                        }
                        if (inflater.needsDictionary()) {
                            throw new BrokenContentException("it asks for a preset dictionary");
                        }
                    }
                    return -1;
                } catch (DataFormatException e) {
                    throw new BrokenContentException("it cannot be inflated: " + e.getMessage());
                }
            }
        };
    }
}
