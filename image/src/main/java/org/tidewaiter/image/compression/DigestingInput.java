package org.tidewaiter.image.compression;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.tidewaiter.image.stream.RunInput;
import org.tidewaiter.model.Digest;

/// Digests and counts what is read through it.
final class DigestingInput extends RunInput {
    private final InputStream in;
    private final String algorithm;
    private final MessageDigest hash;
    private long count;

    /// @param like says the algorithm
    DigestingInput(InputStream in, Digest like) {
        this.in = in;
        algorithm = like.algorithm();
        hash = hash(like);
    }

    /// A new hash of the same algorithm.
    static MessageDigest hash(Digest like) {
        try {
            return MessageDigest.getInstance(like.javaAlgorithm());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has it", e);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = in.read(bytes, offset, length);
        if (read > 0) {
            hash.update(bytes, offset, read);
            count += read;
        }
        return read;
    }

    long count() {
        return count;
    }

    /// Of all bytes; ends the digesting.
    Digest digest() {
        return new Digest(algorithm, HexFormat.of().formatHex(hash.digest()));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
