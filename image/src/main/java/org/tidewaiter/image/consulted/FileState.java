package org.tidewaiter.image.consulted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// What a path leads to at one moment. Two that are equal say that nothing has changed between.
///
/// A small file is known by its content. A larger one is known by its number, its size, and the
/// times of its last change, of which one is the kernel's own and cannot be set.
///
/// @param path as the program named it, from the working directory
/// @param state `missing`, `folder`, or what a file is known by
public record FileState(String path, String state) {
    static final String MISSING = "missing";
    static final String FOLDER = "folder";

    /// Digesting more would take longer than it takes Java to start.
    private static final int SMALL_BYTES = 64 << 10;

    private static final int KIND = 0xf000;
    private static final int REGULAR = 0x8000;
    private static final int DIRECTORY = 0x4000;

    /// Whether the path leads to the same as it did.
    public boolean isStill() {
        try {
            var now = look(Path.of(path)); // equals of records is linked anew in each process
            return now.isPresent() && now.get().state.state.equals(state);
        } catch (InvalidPathException _) {
            return false;
        }
    }

    /// @param changed the later of when it says that it was changed, and when it was
    record Look(FileState state, Instant changed) {}

    /// @return nothing for what cannot be told again: a pipe, a file that may not be read, or one
    ///   of a file system that does not number its files
    static Optional<Look> look(Path path) {
        try {
            var known = attributes(path);
            int kind = known.get("mode") instanceof Integer mode ? mode & KIND : 0;
            return switch (kind) {
                case DIRECTORY -> Optional.of(new Look(of(path, FOLDER), Instant.MIN));
                case REGULAR -> Optional.of(new Look(of(path, file(path, known)), changed(known)));
                default -> Optional.empty();
            };
        } catch (NoSuchFileException _) {
            return Optional.of(new Look(of(path, MISSING), Instant.MIN));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static FileState of(Path path, String state) {
        return new FileState(path.toString(), state);
    }

    private static Map<String, Object> attributes(Path path) throws IOException {
        return Files.readAttributes(path, "unix:mode,size,lastModifiedTime,ctime,ino,dev");
    }

    private static String file(Path path, Map<String, Object> known) throws IOException {
        if (known.get("size") instanceof Long size && size <= SMALL_BYTES) {
            var bytes = Files.readAllBytes(path);
            return bytes.length + " " + HexFormat.of().formatHex(sha256().digest(bytes));
        }
        if (!Files.isReadable(path)) {
            throw new IOException("not ours to read");
        }
        var mark = new StringBuilder();
        for (var name : new String[] {"dev", "ino", "size", "lastModifiedTime", "ctime"}) {
            mark.append(known.get(name)).append(' ');
        }
        return mark.toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has it", e);
        }
    }

    private static Instant changed(Map<String, Object> known) {
        return known.get("lastModifiedTime") instanceof FileTime written
                        && known.get("ctime") instanceof FileTime changed
                ? max(written.toInstant(), changed.toInstant())
                : Instant.MAX;
    }

    private static Instant max(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
