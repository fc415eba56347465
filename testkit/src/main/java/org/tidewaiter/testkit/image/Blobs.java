package org.tidewaiter.testkit.image;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tidewaiter.model.Digest;

/// Bytes by their digest, in the order they were put.
public final class Blobs {
    private final Map<Digest, byte[]> byDigest = new LinkedHashMap<>();

    public Blobs() {}

    public Digest put(byte[] bytes) {
        var digest = digest(bytes);
        byDigest.put(digest, bytes);
        return digest;
    }

    public Map<Digest, byte[]> all() {
        return byDigest;
    }

    public byte[] get(Digest digest) {
        var bytes = byDigest.get(digest);
        if (bytes == null) {
            throw new IllegalArgumentException("no blob " + digest);
        }
        return bytes;
    }

    public static Digest digest(byte[] bytes) {
        try {
            return Digest.ofSha256(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
