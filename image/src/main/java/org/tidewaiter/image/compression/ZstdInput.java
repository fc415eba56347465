package org.tidewaiter.image.compression;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// The native zstd decoder with its errors told as ours. Loading this class loads the native
/// library, which takes some 80 ms: so it is touched only where a layer is zstd.
final class ZstdInput extends FilterInputStream {
    ZstdInput(InputStream in) throws IOException {
        super(new ZstdInputStreamNoFinalizer(in));
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return in.read(bytes, offset, length);
        } catch (ZstdIOException e) {
            throw new MalformedLayerException("zstd: " + e.getMessage(), e);
        }
    }

    @Override
    public long skip(long bytes) throws IOException {
        return readNBytes((int) Math.min(bytes, 8192)).length;
    }
}
