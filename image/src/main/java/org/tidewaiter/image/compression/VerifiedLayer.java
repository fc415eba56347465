package org.tidewaiter.image.compression;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.tidewaiter.image.compression.Verification.Mismatch;
import org.tidewaiter.image.compression.Verification.Verified;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Layer;

/// The plain tar of a layer, which digests the stored and the plain bytes while it is read: those
/// of a large layer in threads of their own. What was read is not to be used before [#verify()] has
/// answered. Belongs to one thread.
public final class VerifiedLayer implements Closeable {
    private final Layer layer;
    private final DigestingInput stored;

    /// The stored bytes as they are unpacked.
    private final InputStream read;

    /// Where the plain bytes are not the stored ones.
    private final Optional<DigestedSlabs> plain;

    private final InputStream tar;

    private VerifiedLayer(
            Layer layer,
            DigestingInput stored,
            InputStream read,
            Optional<DigestedSlabs> plain,
            InputStream tar) {
        this.layer = layer;
        this.stored = stored;
        this.read = read;
        this.plain = plain;
        this.tar = tar;
    }

    /// @param stored the layer's bytes as the image gives them; closed with this, and at once where
    ///   this fails
    /// @param maxPlainBytes more make the stream fail; see [Decompression#MAX_PLAIN_BYTES]
    public static VerifiedLayer open(Layer layer, InputStream stored, long maxPlainBytes)
            throws IOException {
        return open(layer, stored, maxPlainBytes, Pace.of(layer.sizeBytes()));
    }

    static VerifiedLayer open(Layer layer, InputStream stored, long maxPlainBytes, Pace pace)
            throws IOException {
        long maxBytes = layer.sizeBytes() < 0 ? Long.MAX_VALUE : layer.sizeBytes();
        var complaint = "it is longer than the stated " + maxBytes + " bytes";
        var digested =
                new DigestingInput(new BoundedInput(stored, maxBytes, complaint), layer.digest());
        var read = pace.ahead(digested);
        try {
            var begun = Decompression.begun(read);
            var bytes = Decompression.plain(begun, maxPlainBytes, pace);
            if (!begun.isCompressed()
                    && layer.digest().algorithm().equals(layer.diffId().algorithm())) {
                return new VerifiedLayer(
                        layer, digested, read, Optional.empty(), pace.input(bytes));
            }
            var plain = new DigestedSlabs(pace.ahead(bytes), layer.diffId());
            return new VerifiedLayer(
                    layer, digested, read, Optional.of(plain), pace.input(pace.ahead(plain)));
        } catch (IOException | RuntimeException | Error e) {
            read.close();
            throw e;
        }
    }

    /// Fails with a [MalformedLayerException] where the compressed data is broken.
    public InputStream tar() {
        return tar;
    }

    /// Reads what is left and compares. To be called once.
    public Verification verify() throws IOException {
        Pace.drain(tar);
        Pace.drain(read);
        long size = stored.count();
        if (layer.sizeBytes() >= 0 && size != layer.sizeBytes()) {
            return new Mismatch(
                    "it has %d bytes and not the stated %d".formatted(size, layer.sizeBytes()));
        }
        var digest = stored.digest();
        if (!digest.equals(layer.digest())) {
            return mismatch("digest", layer.digest(), digest);
        }
        var diffId = plain.map(DigestedSlabs::digest).orElse(digest);
        if (!diffId.equals(layer.diffId())) {
            return mismatch("diffID", layer.diffId(), diffId);
        }
        return new Verified();
    }

    private static Mismatch mismatch(String what, Digest stated, Digest found) {
        return new Mismatch("its %s is %s and not the stated %s".formatted(what, found, stated));
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
