package org.tidewaiter.image.pass;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.tidewaiter.image.layer.LayerFiles;

/// Digests the content of files, one after the other, where that was asked for. Belongs to one
/// thread.
final class FileDigests {
    private final Optional<MessageDigest> sha256;
    private final Optional<MessageDigest> sha1;

    private FileDigests(Optional<MessageDigest> sha256, Optional<MessageDigest> sha1) {
        this.sha256 = sha256;
        this.sha1 = sha1;
    }

    static FileDigests of(PassOptions.FileHashes wanted) {
        return switch (wanted) {
            case NONE -> new FileDigests(Optional.empty(), Optional.empty());
            case SHA_256 -> new FileDigests(Optional.of(hash("SHA-256")), Optional.empty());
            case SHA_256_AND_SHA_1 ->
                    new FileDigests(Optional.of(hash("SHA-256")), Optional.of(hash("SHA-1")));
        };
    }

    private static MessageDigest hash(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has " + algorithm, impossible);
        }
    }

    /// What is read of the result is digested.
    InputStream begin(InputStream content) {
        return digested(digested(content, sha256), sha1);
    }

    private static InputStream digested(InputStream content, Optional<MessageDigest> hash) {
        hash.ifPresent(MessageDigest::reset);
        return hash.<InputStream>map(one -> new DigestInputStream(content, one)).orElse(content);
    }

    /// Digests what nobody has read.
    void end(InputStream begun, LayerFiles.Builder files, int file) throws IOException {
        if (sha256.isPresent() || sha1.isPresent()) {
            begun.transferTo(OutputStream.nullOutputStream());
        }
        sha256.ifPresent(hash -> files.digest(file, hash.digest()));
        sha1.ifPresent(hash -> files.sha1(file, hash.digest()));
    }
}
