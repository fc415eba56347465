package org.tidewaiter.image.engine;

import java.io.IOException;
import java.io.InputStream;

/// A body whose length was said.
final class SizedBody extends InputStream {
    private final HttpInput in;
    private long left;

    SizedBody(HttpInput in, long bytes) {
        this.in = in;
        left = bytes;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
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
            throw new IOException("the connection ended %d bytes too early".formatted(left));
        }
        left -= count;
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
