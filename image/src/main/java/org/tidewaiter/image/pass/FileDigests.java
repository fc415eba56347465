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
    private final Optional<MessageDigest> hash;

    private FileDigests(Optional<MessageDigest> hash) {
        this.hash = hash;
    }

    static FileDigests none() {
        return new FileDigests(Optional.empty());
    }

    static FileDigests sha256() {
        try {
            return new FileDigests(Optional.of(MessageDigest.getInstance("SHA-256")));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /// What is read of the result is digested.
    InputStream begin(InputStream content) {
        hash.ifPresent(MessageDigest::reset);
        return hash.<InputStream>map(one -> new DigestInputStream(content, one)).orElse(content);
    }

    /// Digests what nobody has read.
    void end(InputStream begun, LayerFiles.Builder files, int file) throws IOException {
        if (hash.isPresent()) {
            begun.transferTo(OutputStream.nullOutputStream());
            files.digest(file, hash.get().digest());
        }
    }
}
