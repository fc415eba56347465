package org.tidewaiter.gate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.tidewaiter.image.manifest.VerifiedBytes;

/// What was fetched, as files of a folder of clearances. They are told by their names from those
/// that somebody has put there, and go when nobody has found them for long.
///
/// @param folder which is there
record FetchedFiles(Path folder) {
    private static final String PREFIX = "fetched-";
    private static final Duration SEEN_AGAIN = Duration.ofDays(1);
    private static final Duration FORGOTTEN = Duration.ofDays(60);

    /// @param end of the name, which tells what it is
    void keep(byte[] file, String end, Instant now) throws IOException {
        var kept = folder.resolve(PREFIX + VerifiedBytes.sha256(file).hex() + end);
        if (!Files.exists(kept)) {
            put(file, kept);
        } else if (Files.getLastModifiedTime(kept).toInstant().isBefore(now.minus(SEEN_AGAIN))) {
            Files.setLastModifiedTime(kept, FileTime.from(now));
        }
    }

    /// In the place of the one before.
    void keepHead(String repository, String stage, byte[] file) throws IOException {
        var of = (stage + "\n" + repository).getBytes(StandardCharsets.UTF_8);
        var kept = folder.resolve(PREFIX + VerifiedBytes.sha256(of).hex() + ClearanceFolder.HEAD);
        try {
            if (Arrays.equals(Files.readAllBytes(kept), file)) {
                return;
            }
        } catch (NoSuchFileException _) {
            // it is the first
        }
        put(file, kept);
    }

    private void put(byte[] file, Path kept) throws IOException {
        var draft = folder.resolve("." + UUID.randomUUID() + ".part");
        try {
            Files.write(draft, file, StandardOpenOption.CREATE_NEW);
            Files.move(draft, kept, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /// Removes what nobody has found for long. Heads stay: what was withdrawn is never forgotten.
    void sweep(Instant now) throws IOException {
        var limit = now.minus(FORGOTTEN);
        try (var list = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (var file : list) {
                if (!file.getFileName().toString().endsWith(ClearanceFolder.HEAD)
                        && Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
