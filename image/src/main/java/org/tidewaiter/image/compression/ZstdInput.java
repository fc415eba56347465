package org.tidewaiter.image.compression;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import org.tidewaiter.image.stream.RunInput;

/// The native zstd decoder with its errors told as ours. Loading this class loads the native
/// library, which takes some 80 ms: so it is touched only where a layer is zstd.
final class ZstdInput extends RunInput {
    private final InputStream in;

    ZstdInput(InputStream in) throws IOException {
        this.in = new ZstdInputStreamNoFinalizer(in);
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
    public void close() throws IOException {
        in.close();
    }
}
