package org.tidewaiter.image.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ProblemException;

/// A blob on its way from one store to another, which must be what its descriptor says: whoever has
/// all pieces has such a blob.
public final class CheckedBytes {
    private final InputStream in;
    private final Descriptor blob;
    private final MessageDigest hash;

    private long given;
    private boolean ended;

    public CheckedBytes(InputStream in, Descriptor blob) {
        this.in = in;
        this.blob = blob;
        try {
            hash = MessageDigest.getInstance(blob.digest().javaAlgorithm());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has it", e);
        }
    }

    /// @return as many as are asked for, or all that are left; none at the end
    /// @throws ProblemException `digest-mismatch` where there are more than stated, and at the end
    ///   where they are others
    public byte[] next(int bytes) throws ProblemException, IOException {
        if (ended) {
            return new byte[0];
        }
        var piece = in.readNBytes(bytes);
        hash.update(piece);
        given += piece.length;
        if (given > blob.sizeBytes()) {
            throw mismatch("more than the stated %d bytes".formatted(blob.sizeBytes()));
        }
        if (piece.length < bytes) {
            ended = true;
            requireAll();
        }
        return piece;
    }

    private void requireAll() throws ProblemException {
        if (given < blob.sizeBytes()) {
            throw mismatch("%d bytes and not the stated %d".formatted(given, blob.sizeBytes()));
        }
        var hex = HexFormat.of().formatHex(hash.digest());
        var found = new Digest(blob.digest().algorithm(), hex);
        if (!found.equals(blob.digest())) {
            throw mismatch("the digest " + found);
        }
    }

    private ProblemException mismatch(String found) {
        return new ProblemException(
                "digest-mismatch",
                "what was given for %s has %s".formatted(blob.digest(), found),
                "the store is damaged or lies, or the file was changed meanwhile: try again, or"
                        + " another place");
    }
}
