package org.tidewaiter.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.UUID;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;

/// Writes a file so that it is there whole or not at all.
///
/// It is written beside its place and takes it by rename. A symbolic link stays, and the file it
/// leads to is replaced. A new file has the permissions that the umask gives, a replaced one keeps
/// its own. What is no file, a pipe or a device, is written to as it is.
final class AtomicFile {
    private AtomicFile() {}

    /// What is written into the file.
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /// @throws ProblemException `output-failed`; an older file of that name is left as it was
    static void write(Path file, Content content) throws ProblemException {
        try {
            var target = target(file);
            if (isPipeOrDevice(target)) {
                fill(target, content, StandardOpenOption.WRITE);
            } else {
                replace(target, content);
            }
        } catch (IOException e) {
            throw failed(file, e);
        } catch (RuntimeException e) { // in which the library that writes JSON wraps its own
            if (e.getCause() instanceof IOException io) {
                throw failed(file, io);
            }
            throw e;
        }
    }

    /// Says early what is known to fail later.
    ///
    /// @throws ProblemException `output-failed`
    static void check(Path file) throws ProblemException {
        try {
            target(file);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private static Path target(Path file) throws IOException {
        var target = file.toAbsolutePath();
        if (Files.exists(target)) {
            if (Files.isDirectory(target)) {
                throw new IOException("it is a folder");
            }
            return isPipeOrDevice(target) ? target : target.toRealPath();
        }
        if (Files.isSymbolicLink(target)) {
            throw new IOException("it is a link that leads nowhere");
        }
        var folder = target.resolveSibling(".").normalize();
        if (!Files.isDirectory(folder)) {
            throw new IOException("there is no folder " + folder);
        }
        if (!Files.isWritable(folder)) {
            throw new AccessDeniedException(folder.toString());
        }
        return target;
    }

    private static boolean isPipeOrDevice(Path target) {
        return Files.exists(target) && !Files.isRegularFile(target);
    }

    private static void replace(Path target, Content content) throws IOException {
        var draft = target.resolveSibling(".tidewaiter-" + UUID.randomUUID() + ".part");
        draft.toFile().deleteOnExit(); // where the program is told to stop while it writes
        try {
            fill(draft, content, StandardOpenOption.CREATE_NEW);
            copyPermissions(target, draft);
            move(draft, target);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void fill(Path file, Content content, StandardOpenOption how)
            throws IOException {
        try (var out =
                new BufferedOutputStream(
                        Files.newOutputStream(file, how, StandardOpenOption.WRITE))) {
            content.writeTo(out);
        }
    }

    private static void copyPermissions(Path target, Path draft) throws IOException {
        if (Files.exists(target)
                && Files.getFileStore(target)
                        .supportsFileAttributeView(PosixFileAttributeView.class)) {
            Files.setPosixFilePermissions(draft, Files.getPosixFilePermissions(target));
        }
    }

    private static void move(Path draft, Path target) throws IOException {
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException _) {
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static ProblemException failed(Path file, IOException e) {
        return new ProblemException(
                new Problem(
                        "output-failed",
                        "writing " + file + " failed: " + reason(e),
                        "check that the folder exists, that you may write there, and that the disk"
                                + " has room"),
                e);
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "permission denied for " + denied.getFile();
            case FileSystemException failure when failure.getReason() != null ->
                    failure.getReason();
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }
}
