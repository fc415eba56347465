package org.tidewaiter.image.compression;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.tidewaiter.image.compression.Verification.Mismatch;
import org.tidewaiter.image.compression.Verification.Verified;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Layer;

/// The plain tar of a layer, which digests the stored and the plain bytes while it is read. What
/// was read is not to be used before [#verify()] has answered. Belongs to one thread.
public final class VerifiedLayer implements Closeable {
    private final Layer layer;
    private final DigestingInput stored;
    private final DigestingInput plain;

    private VerifiedLayer(Layer layer, DigestingInput stored, DigestingInput plain) {
        this.layer = layer;
        this.stored = stored;
        this.plain = plain;
    }

    /// @param stored the layer's bytes as the image gives them; closed with this, and at once where
    ///   this fails
    /// @param maxPlainBytes more make the stream fail; see [Decompression#MAX_PLAIN_BYTES]
    public static VerifiedLayer open(Layer layer, InputStream stored, long maxPlainBytes)
            throws IOException {
        try {
            long maxBytes = layer.sizeBytes() < 0 ? Long.MAX_VALUE : layer.sizeBytes();
            var bounded =
                    new BoundedInput(
                            stored,
                            maxBytes,
                            "it is longer than the stated " + maxBytes + " bytes");
            var outer = new DigestingInput(bounded, layer.digest());
            var inner =
                    new DigestingInput(Decompression.open(outer, maxPlainBytes), layer.diffId());
            return new VerifiedLayer(layer, outer, inner);
        } catch (IOException e) {
            stored.close();
            throw e;
        }
    }

    /// Fails with a [MalformedLayerException] where the compressed data is broken.
    public InputStream tar() {
        return plain;
    }

    /// Reads what is left and compares. To be called once.
    public Verification verify() throws IOException {
        plain.transferTo(OutputStream.nullOutputStream());
        stored.transferTo(OutputStream.nullOutputStream());
        long size = stored.count();
        if (layer.sizeBytes() >= 0 && size != layer.sizeBytes()) {
            return new Mismatch(
                    "it has %d bytes and not the stated %d".formatted(size, layer.sizeBytes()));
        }
        var digest = stored.digest();
        if (!digest.equals(layer.digest())) {
            return mismatch("digest", layer.digest(), digest);
        }
        var diffId = plain.digest();
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
        plain.close();
    }
}
