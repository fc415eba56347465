package org.tidewaiter.model;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;

/// Names that can be asked for and not listed: of each only the first 36 bits of its SHA-256 are
/// kept, in some 3 bytes. A name that was put in is always found; of a million others one may be,
/// in a set of 60,000.
///
/// As text it is the hashes in rising order, each as its distance from the one before, in LEB128,
/// all of it in base64.
public final class NameSet {
    public static final NameSet EMPTY = new NameSet(new long[0]);
    private static final int BITS = 36;

    /// In rising order, each once.
    private final long[] hashes;

    private NameSet(long[] hashes) {
        this.hashes = hashes;
    }

    public static NameSet of(Collection<String> names) {
        var sha256 = sha256();
        return new NameSet(
                names.stream().mapToLong(name -> hash(name, sha256)).sorted().distinct().toArray());
    }

    /// @return nothing if it is not what [#toString] gives
    public static Optional<NameSet> parse(String text) {
        try {
            return ofBytes(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// @return nothing if it is not what [#toBytes] gives
    public static Optional<NameSet> ofBytes(byte[] bytes) {
        var hashes = new long[bytes.length];
        int count = 0;
        long before = -1;
        int at = 0;
        while (at < bytes.length) {
            long distance = 0;
            byte seven = -1;
            for (int shift = 0; seven < 0; shift += 7) {
                if (at == bytes.length || shift > BITS) {
                    return Optional.empty();
                }
                seven = bytes[at++];
                distance |= (seven & 0x7fL) << shift;
            }
            before += distance + 1;
            if (before >> BITS != 0 || (seven == 0 && distance != 0)) {
                return Optional.empty();
            }
            hashes[count++] = before;
        }
        return Optional.of(new NameSet(Arrays.copyOf(hashes, count)));
    }

    public boolean contains(String name) {
        return Arrays.binarySearch(hashes, hash(name, sha256())) >= 0;
    }

    public int size() {
        return hashes.length;
    }

    public byte[] toBytes() {
        var out = new ByteArrayOutputStream(hashes.length * 3);
        long before = -1;
        for (long hash : hashes) {
            long distance = hash - before - 1;
            while (distance > 0x7f) {
                out.write((int) ((distance & 0x7f) | 0x80));
                distance >>>= 7;
            }
            out.write((int) distance);
            before = hash;
        }
        return out.toByteArray();
    }

    private static long hash(String name, MessageDigest sha256) {
        var digest = sha256.digest(name.getBytes(StandardCharsets.UTF_8));
        long first = 0;
        for (int i = 0; i < 5; i++) {
            first = first << 8 | (digest[i] & 0xff);
        }
        return first >>> (40 - BITS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NameSet set && Arrays.equals(hashes, set.hashes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hashes);
    }

    @Override
    public String toString() {
        return Base64.getEncoder().withoutPadding().encodeToString(toBytes());
    }
}
