package org.tidewaiter.scan;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.ProblemException;

/// A bill of materials as it was when it was read: what is judged and what is kept are the same
/// bytes, whatever becomes of the file.
public final class BillBytes {
    private final BillFile from;
    private final byte[] bytes;
    private final Digest digest;

    BillBytes(BillFile from, byte[] bytes) {
        this.from = from;
        this.bytes = bytes;
        digest = VerifiedBytes.sha256(bytes);
    }

    public Digest digest() {
        return digest;
    }

    /// @throws ProblemException `sbom-broken`
    /// @see BillFile#asImage
    public Inventory asImage() throws ProblemException {
        return from.asImage(from.parse(new ByteArrayInputStream(bytes)));
    }

    /// @param out stays open
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }
}
