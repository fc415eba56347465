package org.tidewaiter.image.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.tidewaiter.model.Digest;

/// Files that are named by a digest, read whole, and put in place by a rename, so that any number
/// of threads and processes share them without a lock. The time of a file is when it was last used,
/// to the hour.
///
/// Now and then whoever has written sweeps: once a day, and when an eighth of the bound was written
/// since the last time. How much that was is the length of a file to which every writer appends a
/// byte for each block that it took, so nothing is walked to know it.
final class KeptFiles {
    static final int BLOCK_BYTES = 4096;

    private static final Duration NEAR = Duration.ofHours(1);
    private static final Duration NOTED = Duration.ofMinutes(10);
    private static final Duration BETWEEN_SWEEPS = Duration.ofDays(1);
    private static final int SHARE = 8;

    private final Path root;
    private final Access access;
    private final long maxBytes;
    private final InstantSource clock;

    /// @param access to the files that are written, and of the folder that is made for them
    /// @param maxBytes that all files may take together; 0 for no bound
    KeptFiles(Path root, Access access, long maxBytes, InstantSource clock) {
        this.root = root;
        this.access = access;
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    /// Who may read a file, as far as the file system can tell people apart.
    enum Access {
        USUAL,
        USER
    }

    /// @return nothing where there is no such file, or it cannot be read or is larger
    Optional<byte[]> read(Path file, long maxFileBytes) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile() || attributes.size() > maxFileBytes) {
                return Optional.empty(); // a pipe would never end
            }
            var bytes = Files.readAllBytes(file);
            noteUse(file, attributes.lastModifiedTime());
            return Optional.of(bytes);
        } catch (IOException _) {
            return Optional.empty(); // a shortcut that is closed; the layer itself is read
        }
    }

    private void noteUse(Path file, FileTime noted) {
        if (!isNear(noted)) {
            try {
                Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
            } catch (IOException _) {
                // of a cache that is only read; nobody sweeps it either
            }
        }
    }

    /// @throws IOException if it cannot be written; what was there is as it was
    void write(Path directory, Digest name, byte[] bytes) throws IOException {
        try {
            writeOnce(directory, name, bytes);
        } catch (NoSuchFileException _) { // another process has swept the empty directory
            writeOnce(directory, name, bytes);
        }
        noteGrowth(bytes.length);
    }

    /// Says that a file is being made, unless somebody else says so and has not said so for long.
    ///
    /// @return what takes it back; nothing where somebody else says so
    Optional<Runnable> note(Path directory, Digest name) {
        var note = directory.resolve("." + name.hex() + Sweep.NOTE);
        try {
            create(directory);
            if (Files.exists(note, LinkOption.NOFOLLOW_LINKS)
                    && isFarther(
                            Files.getLastModifiedTime(note, LinkOption.NOFOLLOW_LINKS), NOTED)) {
                Files.deleteIfExists(note);
            }
            Files.createFile(note, mode(note, "rw-------"));
            Files.setLastModifiedTime(note, FileTime.from(clock.instant()));
            return Optional.of(() -> deleteQuietly(note));
        } catch (FileAlreadyExistsException _) {
            return Optional.empty();
        } catch (IOException _) {
            return Optional.of(() -> {}); // nothing can be written here, so nobody says anything
        }
    }

    private static void deleteQuietly(Path note) {
        try {
            Files.deleteIfExists(note);
        } catch (IOException _) {
            // it is forgotten after a while
        }
    }

    private void writeOnce(Path directory, Digest name, byte[] bytes) throws IOException {
        create(directory);
        var suffix = Long.toHexString(ThreadLocalRandom.current().nextLong());
        var unfinished = directory.resolve("." + name.abbreviated() + "-" + suffix + Sweep.DRAFT);
        try {
            Files.createFile(unfinished, mode(unfinished, "rw-------"));
            Files.write(unfinished, bytes);
            Files.setLastModifiedTime(unfinished, FileTime.from(clock.instant()));
            move(unfinished, directory.resolve(name.hex()));
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private void create(Path directory) throws IOException {
        if (access == Access.USER && !Files.isDirectory(directory)) {
            Files.createDirectories(root);
            try {
                Files.createDirectory(directory, mode(directory, "rwx------"));
            } catch (FileAlreadyExistsException _) {
                // another was faster
            }
        } else {
            Files.createDirectories(directory);
        }
    }

    private FileAttribute<?>[] mode(Path file, String mode) {
        boolean isAny =
                access == Access.USUAL
                        || !file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return isAny
                ? new FileAttribute<?>[0]
                : new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
                };
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException _) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// What cannot be noted is swept some other day, or by others.
    private void noteGrowth(int bytes) {
        try {
            sweepIfDue(bytes);
        } catch (IOException _) {
            // what was written is in place
        }
    }

    private void sweepIfDue(int bytes) throws IOException {
        var grown = root.resolve(".grown");
        var swept = root.resolve(".swept");
        long blocks = lengthen(grown, Math.ceilDiv(bytes, BLOCK_BYTES));
        boolean isMuch = maxBytes > 0 && blocks * BLOCK_BYTES > maxBytes / SHARE;
        if (isMuch || isDue(swept)) {
            Files.deleteIfExists(grown);
            Files.deleteIfExists(swept); // it may be another user's
            Files.createFile(swept);
            Files.setLastModifiedTime(swept, FileTime.from(clock.instant()));
            new Sweep(root, clock.instant(), maxBytes - maxBytes / SHARE).run();
        }
    }

    /// @return the new length, also where the file is deleted meanwhile
    private static long lengthen(Path file, int bytes) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("not a file of ours: " + file); // a pipe would never open
        }
        try (var open =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND,
                        LinkOption.NOFOLLOW_LINKS)) {
            open.write(ByteBuffer.allocate(bytes));
            return open.size();
        }
    }

    private boolean isDue(Path swept) {
        try {
            return isFarther(Files.getLastModifiedTime(swept), BETWEEN_SWEEPS);
        } catch (IOException _) {
            return true;
        }
    }

    private boolean isNear(FileTime time) {
        return !isFarther(time, NEAR);
    }

    /// In either direction: a clock that was wrong and goes right again must not stop anything.
    private boolean isFarther(FileTime time, Duration than) {
        return Duration.between(time.toInstant(), clock.instant()).abs().compareTo(than) > 0;
    }
}
