package org.tidewaiter.model;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// The content address of a blob, manifest or layer, written `sha256:<64 lowercase hex digits>`.
///
/// A layer has two: its *digest* is of the compressed bytes, its *diffID* of the plain tar.
///
/// @param algorithm `sha256` or `sha512`, the two registered by the specification
/// @param hex 64 or 128 lowercase hex digits, without the algorithm
/// @see "OCI image-spec 1.1, descriptor.md, Digests"
public record Digest(String algorithm, String hex) implements Comparable<Digest> {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern SHA512 = Pattern.compile("[0-9a-f]{128}");

    public Digest {
        var form =
                switch (algorithm) {
                    case "sha256" -> SHA256;
                    case "sha512" -> SHA512;
                    default ->
                            throw new IllegalArgumentException(
                                    "not a registered digest algorithm: " + algorithm);
                };
        if (!form.matcher(hex).matches()) {
            throw new IllegalArgumentException("not a " + algorithm + " digest: " + hex);
        }
    }

    /// @return nothing if `text` is not a well-formed digest of a registered algorithm
    public static Optional<Digest> parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Digest(text.substring(0, colon), text.substring(colon + 1)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    public static Digest ofSha256(byte[] hash) {
        return new Digest("sha256", HexFormat.of().formatHex(hash));
    }

    /// The name that `java.security.MessageDigest` has for the algorithm.
    public String javaAlgorithm() {
        return algorithm.equals("sha256") ? "SHA-256" : "SHA-512";
    }

    /// The first twelve hex digits, as people know them from Docker.
    public String abbreviated() {
        return hex.substring(0, 12);
    }

    @Override
    public int compareTo(Digest other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return algorithm + ":" + hex;
    }
}
