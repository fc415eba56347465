package org.tidewaiter.image.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ProblemException;

/// Reads the small documents of an image whole, and checks that they are what was asked for.
public final class VerifiedBytes {
    /// As registries have it.
    public static final int MAX_MANIFEST_BYTES = 4 << 20;

    static final int MAX_CONFIG_BYTES = 8 << 20;

    private VerifiedBytes() {}

    /// @throws ProblemException if the bytes are not as many as the descriptor says, or too many,
    ///   or have another digest
    public static byte[] read(BlobStore store, Descriptor blob, int maxBytes)
            throws ProblemException, IOException {
        if (blob.sizeBytes() > maxBytes) {
            throw new ProblemException(
                    "image-broken",
                    "%s is stated to have %d bytes, and more than %d are not read"
                            .formatted(blob.digest(), blob.sizeBytes(), maxBytes),
                    "whoever built the image must build it anew");
        }
        byte[] bytes;
        try (var in = store.open(blob)) {
            bytes = in.readNBytes(maxBytes + 1);
        }
        if (bytes.length != blob.sizeBytes()) {
            throw new ProblemException(
                    "digest-mismatch",
                    "%s has %s%d bytes and not the stated %d"
                            .formatted(
                                    blob.digest(),
                                    bytes.length > maxBytes ? "more than " : "",
                                    Math.min(bytes.length, maxBytes),
                                    blob.sizeBytes()),
                    "the store is damaged or lies: fetch the image from another place");
        }
        verify(bytes, blob.digest());
        return bytes;
    }

    public static void verify(byte[] bytes, Digest stated) throws ProblemException {
        var found = digest(bytes, stated);
        if (!found.equals(stated)) {
            throw new ProblemException(
                    "digest-mismatch",
                    "what was given for %s has the digest %s".formatted(stated, found),
                    "the store is damaged or lies: fetch the image from another place");
        }
    }

    /// @param like says the algorithm
    private static Digest digest(byte[] bytes, Digest like) {
        var hash = hash(like.javaAlgorithm()).digest(bytes);
        return new Digest(like.algorithm(), HexFormat.of().formatHex(hash));
    }

    public static Digest sha256(byte[] bytes) {
        return Digest.ofSha256(hash("SHA-256").digest(bytes));
    }

    /// Reads a stream to its end.
    public static Digest sha256(InputStream in) throws IOException {
        var hash = hash("SHA-256");
        in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), hash));
        return Digest.ofSha256(hash.digest());
    }

    /// @param javaAlgorithm as `java.security.MessageDigest` names it
    public static byte[] hash(String javaAlgorithm, byte[] bytes) {
        return hash(javaAlgorithm).digest(bytes);
    }

    private static MessageDigest hash(String javaAlgorithm) {
        try {
            return MessageDigest.getInstance(javaAlgorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has it", e);
        }
    }
}
