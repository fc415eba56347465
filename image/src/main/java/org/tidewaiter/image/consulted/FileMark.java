package org.tidewaiter.image.consulted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;

/// What a path leads to, without its content. While the mark of a file is the same, so is the file,
/// but for what was written within one tick of the file system's clock.
///
/// @param text of a file, its device, number, size, and the times of its last change, of which one
///   is the kernel's own and cannot be set; of a folder, device and number
/// @param bytes of a file
/// @param changed the later of when it says that it was changed, and when it was
record FileMark(Kind kind, String text, long bytes, Instant changed) {
    private static final FileMark MISSING = new FileMark(Kind.MISSING, "", 0, Instant.MIN);
    private static final FileMark UNKNOWN = new FileMark(Kind.UNKNOWN, "", 0, Instant.MAX);

    private static final int KIND = 0xf000;
    private static final int REGULAR = 0x8000;
    private static final int DIRECTORY = 0x4000;

    /// What there is.
    enum Kind {
        MISSING,
        FOLDER,
        FILE,
        /// What cannot be told again: a pipe, what may not be looked at, a file of a file system
        /// that does not number its files.
        UNKNOWN
    }

    static FileMark of(Path path) {
        try {
            return of(Files.readAttributes(path, "unix:mode,size,lastModifiedTime,ctime,ino,dev"));
        } catch (NoSuchFileException _) {
            return MISSING;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException _) {
            return UNKNOWN;
        }
    }

    private static FileMark of(Map<String, Object> known) {
        int kind = known.get("mode") instanceof Integer mode ? mode & KIND : 0;
        return switch (kind) {
            case DIRECTORY -> new FileMark(Kind.FOLDER, text(known, "dev", "ino"), 0, Instant.MIN);
            case REGULAR ->
                    new FileMark(
                            Kind.FILE,
                            text(known, "dev", "ino", "size", "lastModifiedTime", "ctime"),
                            known.get("size") instanceof Long size ? size : Long.MAX_VALUE,
                            changed(known));
            default -> UNKNOWN;
        };
    }

    private static String text(Map<String, Object> known, String... names) {
        var text = new StringBuilder();
        for (var name : names) {
            text.append(known.get(name)).append(' ');
        }
        return text.toString();
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

    boolean isOlderThan(Instant time) {
        return changed.isBefore(time);
    }
}
