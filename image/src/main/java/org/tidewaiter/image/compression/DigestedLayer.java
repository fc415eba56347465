package org.tidewaiter.image.compression;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.tidewaiter.model.Digest;

/// The plain tar of bytes that may be a layer, of which nothing was said before. What was read is
/// not to be used before [#diffId()] has told whose it is. Belongs to one thread.
public final class DigestedLayer implements Closeable {
    private static final Digest SHA_256 = Digest.ofSha256(new byte[32]);

    private final DigestingInput plain;

    private DigestedLayer(DigestingInput plain) {
        this.plain = plain;
    }

    /// @param stored compressed or not; closed with this, and at once where this fails
    /// @param maxPlainBytes more make the stream fail; see [Decompression#MAX_PLAIN_BYTES]
    public static DigestedLayer open(InputStream stored, long maxPlainBytes) throws IOException {
        try {
            var plain = Decompression.open(stored, maxPlainBytes);
            return new DigestedLayer(new DigestingInput(plain, SHA_256));
        } catch (IOException e) {
            stored.close();
            throw e;
        }
    }

    /// Fails with a [MalformedLayerException] where the compressed data is broken.
    public InputStream tar() {
        return plain;
    }

    /// Reads what is left. To be called once.
    public Digest diffId() throws IOException {
        plain.transferTo(OutputStream.nullOutputStream());
        return plain.digest();
    }

    @Override
    public void close() throws IOException {
        plain.close();
    }
}
