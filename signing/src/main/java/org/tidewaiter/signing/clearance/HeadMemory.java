package org.tidewaiter.signing.clearance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.clearance.Head;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.memory.SharedFile;
import org.tidewaiter.signing.syntax.Part;

/// The newest head of each repository and stage that was seen on this machine, with what it
/// withdrew, so that nobody can hide a withdrawal behind an older one, nor take it back by a newer
/// one. A file for each, which several programs may use at once.
///
/// Whoever had a key that was lost could have given a head any number and any floor. So these count
/// while its signer does; what was withdrawn stays withdrawn also after that.
///
/// @param folder need not be there
public record HeadMemory(Path folder) {
    private static final String FORMAT = "tidewaiter-head-memory-2";
    private static final int MAX_BYTES = HeadFile.MAX_BYTES + 4096;

    /// @param digest of what was signed
    /// @param signer the fingerprint of the key
    /// @param withdrawn all digests of all withdrawals
    private record Seen(
            int sequence, Digest digest, Digest signer, long floor, SortedSet<Digest> withdrawn) {
        Seen {
            withdrawn = Collections.unmodifiableSortedSet(new TreeSet<>(withdrawn));
        }

        static Seen of(Head head, byte[] file) throws RefusedException {
            var withdrawn = new TreeSet<Digest>();
            head.withdrawn().forEach(one -> withdrawn.addAll(one.subjects()));
            return new Seen(
                    Math.toIntExact(head.sequence()),
                    HeadFile.digest(file),
                    HeadFile.signer(file),
                    head.floor(),
                    withdrawn);
        }
    }

    /// Refuses what is older than was seen, and keeps what is newer.
    ///
    /// @param head as it was read from the file
    /// @param now at which the charter counts
    /// @throws RefusedException as [#require]
    /// @throws IOException if the memory cannot be read or kept
    public void remember(Head head, byte[] file, SignedCharter charter, Instant now)
            throws RefusedException, IOException {
        var one = Seen.of(head, file);
        place(head.repository(), head.stage(), charter.id())
                .replace(() -> {
                    require(head, file, charter, now);
                    return seen(head.repository(), head.stage(), charter.id())
                                    .equals(Optional.of(one))
                            ? Optional.empty()
                            : Optional.of(written(one));
                });
    }

    /// @throws RefusedException `head-rollback`, `head-other-history`, `head-takes-back`
    /// @throws IOException if the memory cannot be read
    public void require(Head head, byte[] file, SignedCharter charter, Instant now)
            throws RefusedException, IOException {
        var before = seen(head.repository(), head.stage(), charter.id());
        if (before.isEmpty()) {
            return;
        }
        var seen = before.get();
        var one = Seen.of(head, file);
        if (HeadFile.isByCertifier(seen.signer, head.stage(), charter, now)) {
            requireNewer(one, seen);
        }
        requireWithdrawn(one, seen);
    }

    private static void requireNewer(Seen one, Seen seen) throws RefusedException {
        if (one.sequence < seen.sequence) {
            throw new RefusedException(
                    Refusal.HEAD_ROLLBACK,
                    "number %d; number %d was seen".formatted(one.sequence, seen.sequence));
        }
        if (one.sequence == seen.sequence && !one.digest.equals(seen.digest)) {
            throw new RefusedException(
                    Refusal.HEAD_OTHER_HISTORY, "number %d".formatted(one.sequence));
        }
        if (one.floor < seen.floor) {
            throw new RefusedException(
                    Refusal.HEAD_TAKES_BACK,
                    "floor %d; floor %d was seen".formatted(one.floor, seen.floor));
        }
    }

    private static void requireWithdrawn(Seen one, Seen seen) throws RefusedException {
        for (var digest : seen.withdrawn) {
            if (!one.withdrawn.contains(digest)) {
                throw new RefusedException(Refusal.HEAD_TAKES_BACK, digest.toString());
            }
        }
    }

    /// The number of the newest that was seen; nought where none was.
    ///
    /// @throws IOException if the memory cannot be read
    public long newest(String repository, String stage, Digest charter) throws IOException {
        return seen(repository, stage, charter).map(Seen::sequence).orElse(0);
    }

    private SharedFile place(String repository, String stage, Digest charter) {
        var all = "%s\n%s\n%s".formatted(charter, stage, repository);
        return new SharedFile(
                folder, VerifiedBytes.sha256(all.getBytes(StandardCharsets.UTF_8)).hex());
    }

    private Optional<Seen> seen(String repository, String stage, Digest charter)
            throws IOException {
        var place = place(repository, stage, charter);
        var bytes = place.read(MAX_BYTES);
        try {
            return bytes.isEmpty() ? Optional.empty() : Optional.of(parsed(bytes.get()));
        } catch (RefusedException e) {
            throw new IOException("%s is damaged: %s".formatted(place.path(), e.getMessage()), e);
        }
    }

    private static Seen parsed(byte[] file) throws RefusedException {
        var json =
                Part.document(file)
                        .only("format", "sequence", "digest", "signer", "floor", "withdrawn");
        if (!json.text("format").equals(FORMAT)) {
            throw new RefusedException(Refusal.WRONG_PART, "it is of another form");
        }
        return new Seen(
                json.count("sequence"),
                json.digest("digest"),
                json.digest("signer"),
                json.count("floor"),
                json.digests("withdrawn"));
    }

    private static byte[] written(Seen seen) {
        var out = new ByteArrayOutputStream();
        try (var json = new JsonWriter(out)) {
            json.beginObject()
                    .field("format", FORMAT)
                    .field("sequence", seen.sequence)
                    .field("digest", seen.digest.toString())
                    .field("signer", seen.signer.toString())
                    .field("floor", seen.floor)
                    .field("withdrawn", seen.withdrawn.stream().map(Digest::toString).toList())
                    .endObject();
        }
        return out.toByteArray();
    }
}
