package org.tidewaiter.signing.clearance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.clearance.Head;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.syntax.Part;

/// The newest head of each repository and stage that was seen on this machine, so that nobody can
/// hide a withdrawal behind an older one. A file for each, which several programs may use at once.
///
/// @param folder need not be there
public record HeadMemory(Path folder) {
    private static final String FORMAT = "tidewaiter-head-memory-1";
    private static final int MAX_BYTES = 4096;
    private static final Object IN_THIS_PROCESS = new Object();

    /// @param digest of what was signed
    private record Seen(int sequence, Digest digest) {}

    /// Refuses what is older than was seen, and keeps what is newer.
    ///
    /// @param digest of what was signed
    /// @param charter its id
    /// @throws RefusedException `head-rollback`, `head-other-history`
    /// @throws IOException if the memory cannot be read or kept
    public void remember(Head head, Digest digest, Digest charter)
            throws RefusedException, IOException {
        Files.createDirectories(folder);
        var name = name(head.repository(), head.stage(), charter);
        var now = new Seen(Math.toIntExact(head.sequence()), digest);
        synchronized (IN_THIS_PROCESS) {
            try (var channel =
                            FileChannel.open(
                                    folder.resolve(name + ".lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                var memory = folder.resolve(name + ".json");
                var seen = seen(memory);
                if (seen.isPresent()) {
                    require(seen.get(), now);
                }
                if (!seen.equals(Optional.of(now))) {
                    replace(memory, now);
                }
            }
        }
    }

    /// The number of the newest that was seen; nought where none was.
    ///
    /// @throws IOException if the memory cannot be read
    public long newest(String repository, String stage, Digest charter) throws IOException {
        return seen(folder.resolve(name(repository, stage, charter) + ".json"))
                .map(Seen::sequence)
                .orElse(0);
    }

    private static String name(String repository, String stage, Digest charter) {
        var all = "%s\n%s\n%s".formatted(charter, stage, repository);
        return VerifiedBytes.sha256(all.getBytes(StandardCharsets.UTF_8)).hex();
    }

    private static void require(Seen seen, Seen now) throws RefusedException {
        if (now.sequence < seen.sequence) {
            throw new RefusedException(
                    Refusal.HEAD_ROLLBACK,
                    "number %d; number %d was seen".formatted(now.sequence, seen.sequence));
        }
        if (now.sequence == seen.sequence && !now.digest.equals(seen.digest)) {
            throw new RefusedException(
                    Refusal.HEAD_OTHER_HISTORY, "number %d".formatted(now.sequence));
        }
    }

    private static Optional<Seen> seen(Path memory) throws IOException {
        try (var in = Files.newInputStream(memory)) {
            var json = Part.document(in.readNBytes(MAX_BYTES)).only("format", "sequence", "digest");
            if (!json.text("format").equals(FORMAT)) {
                throw new IOException("%s is of another form".formatted(memory));
            }
            return Optional.of(new Seen(json.count("sequence"), json.digest("digest")));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (RefusedException e) {
            throw new IOException("%s is damaged: %s".formatted(memory, e.getMessage()), e);
        }
    }

    private static void replace(Path memory, Seen seen) throws IOException {
        var draft = memory.resolveSibling(".tidewaiter-" + UUID.randomUUID() + ".part");
        try {
            Files.write(draft, written(seen), StandardOpenOption.CREATE_NEW);
            Files.move(draft, memory, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static byte[] written(Seen seen) {
        var out = new ByteArrayOutputStream();
        try (var json = new JsonWriter(out)) {
            json.beginObject()
                    .field("format", FORMAT)
                    .field("sequence", seen.sequence)
                    .field("digest", seen.digest.toString())
                    .endObject();
        }
        return out.toByteArray();
    }
}
