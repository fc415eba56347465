package org.tidewaiter.model;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The SHA-1 of a file's bytes, by which Maven Central finds an artifact and SPDX calls a file.
///
/// It names and proves nothing: two files can be made that have the same. Where content is
/// verified, it is by a [Digest].
///
/// @param hex 40 lowercase hex digits
public record Sha1(String hex) implements Comparable<Sha1> {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{40}");

    public Sha1 {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("not a SHA-1: " + hex);
        }
    }

    /// @param hex in either case
    /// @return nothing if it is none
    public static Optional<Sha1> parse(String hex) {
        var lower = hex.toLowerCase(Locale.ROOT);
        return FORM.matcher(lower).matches() ? Optional.of(new Sha1(lower)) : Optional.empty();
    }

    /// @param hash of 20 bytes
    public static Sha1 ofHash(byte[] hash) {
        return new Sha1(HexFormat.of().formatHex(hash));
    }

    /// @param content from its position to its limit; not changed
    public static Sha1 of(ByteBuffer content) {
        try {
            var sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(content.duplicate());
            return ofHash(sha1.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-1", impossible);
        }
    }

    @Override
    public int compareTo(Sha1 other) {
        return hex.compareTo(other.hex);
    }
}
