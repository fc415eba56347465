package org.tidewaiter.signing.charter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.memory.SharedFile;
import org.tidewaiter.signing.syntax.Part;

/// The newest version of each charter that was seen on this machine, so that an older one is not
/// taken for the newest. A file for each charter, which several programs may use at once.
///
/// @param folder need not be there
public record CharterMemory(Path folder) {
    private static final String FORMAT = "tidewaiter-charter-memory-1";
    private static final int MAX_BYTES = 4096;

    /// A version of a charter.
    ///
    /// @param digest of the bytes that were signed
    private record Seen(int version, Digest digest) {}

    /// @throws RefusedException if what was seen before is not in its history
    /// @throws IOException if it is there and cannot be read
    public void require(SignedCharter charter) throws RefusedException, IOException {
        var seen = seen(charter.id());
        if (seen.isPresent()) {
            require(charter, seen.get());
        }
    }

    private static void require(SignedCharter charter, Seen seen) throws RefusedException {
        int newest = charter.newest().version();
        if (newest < seen.version) {
            throw new RefusedException(
                    Refusal.CHARTER_ROLLBACK,
                    "version %d; version %d was seen".formatted(newest, seen.version));
        }
        var digest = charter.versions().get(seen.version - 1).digest();
        if (!digest.equals(seen.digest)) {
            throw new RefusedException(
                    Refusal.CHARTER_OTHER_HISTORY,
                    "version %d is %s; %s was seen".formatted(seen.version, digest, seen.digest));
        }
    }

    private Optional<Seen> seen(Digest id) throws IOException {
        var file = file(id);
        var bytes = file.read(MAX_BYTES);
        try {
            return bytes.isEmpty() ? Optional.empty() : Optional.of(parsed(bytes.get()));
        } catch (RefusedException e) {
            throw new IOException("%s is damaged: %s".formatted(file.path(), e.getMessage()), e);
        }
    }

    private static Seen parsed(byte[] file) throws RefusedException {
        var json = Part.document(file).only("format", "version", "digest");
        int version = json.optionalCount("version").orElse(0);
        var digest = Digest.parse(json.text("digest"));
        if (!json.text("format").equals(FORMAT) || version == 0 || digest.isEmpty()) {
            throw new RefusedException(Refusal.WRONG_PART, "it is of another form");
        }
        return new Seen(version, digest.get());
    }

    /// Keeps the newest version, once more looking whether it is that: another program may have
    /// seen a newer one in the meantime. One that is not issued yet is not kept, since it is not
    /// believed either, and nothing would be any more.
    ///
    /// @param time now
    /// @throws RefusedException as [#require]
    /// @throws IOException if it cannot be kept
    public void remember(SignedCharter charter, Instant time) throws RefusedException, IOException {
        var newest = charter.versions().getLast();
        if (newest.charter().issued().isAfter(time)) {
            return;
        }
        var now = new Seen(newest.charter().version(), newest.digest());
        if (seen(charter.id()).equals(Optional.of(now))) {
            return;
        }
        file(charter.id())
                .replace(() -> {
                    require(charter);
                    return Optional.of(written(now));
                });
    }

    private SharedFile file(Digest id) {
        return new SharedFile(folder, id.hex());
    }

    private static byte[] written(Seen seen) {
        var out = new ByteArrayOutputStream();
        try (var json = new JsonWriter(out)) {
            json.beginObject()
                    .field("format", FORMAT)
                    .field("version", seen.version)
                    .field("digest", seen.digest.toString())
                    .endObject();
        }
        return out.toByteArray();
    }
}
