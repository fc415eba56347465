package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.scan.base.BaseIndex;

/// The file that keeps the index of base images.
record BaseFile(Path file) {
    /// A line has a digest, a number and a name; nobody has more than a million.
    private static final long MAX_BYTES = 256 << 20;

    /// @return the empty one where there is no file
    /// @throws ProblemException `base-index-unreadable`, `base-index-broken`
    BaseIndex read() throws ProblemException {
        if (!Files.exists(file)) {
            return BaseIndex.EMPTY;
        }
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IOException("it is larger than %,d bytes".formatted(MAX_BYTES));
            }
            return BaseIndex.read(Files.readString(file));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /// @throws ProblemException `output-failed`
    void write(BaseIndex index) throws ProblemException {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw unreadable(e);
        }
        AtomicFile.write(file, out -> out.write(index.text().getBytes(StandardCharsets.UTF_8)));
    }

    private ProblemException unreadable(IOException e) {
        return new ProblemException(
                new Problem(
                        "base-index-unreadable",
                        "the index of base images %s cannot be used: %s".formatted(file, e),
                        "check its permissions, or name another folder with --cache-dir"),
                e);
    }
}
