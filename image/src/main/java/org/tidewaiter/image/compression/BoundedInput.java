package org.tidewaiter.image.compression;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Fails with a [MalformedLayerException] as soon as a stream gives more bytes than it may.
public final class BoundedInput extends FilterInputStream {
    private final long maxBytes;
    private final String complaint;
    private long count;

    /// @param complaint what the exception says
    public BoundedInput(InputStream in, long maxBytes, String complaint) {
        super(in);
        this.maxBytes = maxBytes;
        this.complaint = complaint;
    }

    @Override
    public int read() throws IOException {
        int octet = in.read();
        if (octet >= 0) {
            count(1);
        }
        return octet;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = in.read(bytes, offset, length);
        if (read > 0) {
            count(read);
        }
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        return readNBytes((int) Math.min(bytes, 8192)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(int bytes) throws IOException {
        count += bytes;
        if (count > maxBytes) {
            throw new MalformedLayerException(complaint);
        }
    }
}
