package org.tidewaiter.image.compression;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.tidewaiter.model.Digest;

/// The plain tar of bytes that may be a layer, of which nothing was said before. What was read is
/// not to be used before [#diffId()] has told whose it is. Belongs to one thread.
public final class DigestedLayer implements Closeable {
    private static final Digest SHA_256 = Digest.ofSha256(new byte[32]);

    private final DigestedSlabs plain;
    private final InputStream tar;

    private DigestedLayer(DigestedSlabs plain, InputStream tar) {
        this.plain = plain;
        this.tar = tar;
    }

    /// @param stored compressed or not; closed with this, and at once where this fails
    /// @param maxPlainBytes more make the stream fail; see [Decompression#MAX_PLAIN_BYTES]
    /// @param storedBytes how long it is; the bytes of a large one are unpacked and digested in
    ///   threads of their own
    public static DigestedLayer open(InputStream stored, long maxPlainBytes, long storedBytes)
            throws IOException {
        var pace = Pace.of(storedBytes);
        try {
            var begun = Decompression.begun(stored);
            var bytes = pace.ahead(Decompression.plain(begun, maxPlainBytes, pace));
            var plain = new DigestedSlabs(bytes, SHA_256);
            return new DigestedLayer(plain, pace.input(pace.ahead(plain)));
        } catch (IOException | RuntimeException | Error e) {
            stored.close();
            throw e;
        }
    }

    /// Fails with a [MalformedLayerException] where the compressed data is broken.
    public InputStream tar() {
        return tar;
    }

    /// Reads what is left. To be called once.
    public Digest diffId() throws IOException {
        Pace.drain(tar);
        return plain.digest();
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
