package org.tidewaiter.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.ProblemException;

/// Writes a file so that it is there whole or not at all.
final class AtomicFile {
    private AtomicFile() {}

    /// What is written into the file.
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /// @throws ProblemException `output-failed`; an older file of that name is left as it was
    static void write(Path file, Content content) throws ProblemException {
        var target = file.toAbsolutePath();
        Path draft = null;
        try {
            draft = Files.createTempFile(target.getParent(), ".tidewaiter-", ".part");
            try (var out = new BufferedOutputStream(Files.newOutputStream(draft))) {
                content.writeTo(out);
            }
            try {
                Files.move(
                        draft,
                        target,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException _) {
                Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            delete(draft);
            throw new ProblemException(
                    "output-failed",
                    "writing " + file + " failed: " + reason(e),
                    "check that the folder exists, that you may write there, and that the disk has"
                            + " room");
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static void delete(@Nullable Path draft) {
        if (draft != null) {
            try {
                Files.deleteIfExists(draft);
            } catch (IOException _) {
                // the draft is hidden and harmless; the first failure is the one to tell
            }
        }
    }
}
