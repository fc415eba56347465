package org.tidewaiter.image.stream;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// The first bytes of a stream, which must have them all: otherwise reading ends in an
/// [EOFException].
public final class ExactInput extends RunInput {
    private final InputStream in;
    private final String complaint;
    private long left;

    /// @param complaint what the exception says
    public ExactInput(InputStream in, long bytes, String complaint) {
        this.in = in;
        left = bytes;
        this.complaint = complaint;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            return -1;
        }
        int count = in.read(bytes, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException(complaint);
        }
        left -= count;
        return count;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long count = in.skip(Math.min(bytes, left));
        left -= count;
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
