package org.tidewaiter.image.compression;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.tidewaiter.model.Digest;

/// Digests the bytes that it gives.
final class DigestedSlabs implements Slabs {
    private final Slabs slabs;
    private final String algorithm;
    private final MessageDigest hash;

    /// @param like says the algorithm
    DigestedSlabs(Slabs slabs, Digest like) {
        this.slabs = slabs;
        algorithm = like.algorithm();
        hash = DigestingInput.hash(like);
    }

    @Override
    public boolean fill(Slab slab) throws IOException {
        if (!slabs.fill(slab)) {
            return false;
        }
        hash.update(slab.array, Slab.START, slab.end - Slab.START);
        return true;
    }

    /// Of all bytes, to be asked at their end. Ends the digesting.
    Digest digest() {
        return new Digest(algorithm, HexFormat.of().formatHex(hash.digest()));
    }

    @Override
    public void close() throws IOException {
        slabs.close();
    }
}
