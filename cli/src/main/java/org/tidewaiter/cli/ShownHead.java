package org.tidewaiter.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.clearance.Head;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.clearance.HeadFile;
import org.tidewaiter.signing.clearance.HeadMemory;

/// A head for people, whether it counts or not.
///
/// @param stage for which it stands there; nothing of one in a file
/// @param digest of what is signed; nothing where that is no head
/// @param head what it says; nothing where no certifier, present or former, has said it
/// @param refused why it counts for no door
record ShownHead(
        Optional<String> stage,
        Optional<Digest> digest,
        Optional<Head> head,
        Optional<RefusedException> refused) {
    /// @param repository for which it stands there; empty where it may be of any
    /// @param memory what was seen before; nothing is kept in it
    static ShownHead of(
            String repository,
            Optional<String> stage,
            byte[] file,
            SignedCharter charter,
            Instant now,
            Optional<HeadMemory> memory)
            throws IOException {
        try {
            var head = HeadFile.read(file, charter, now);
            var digest = Optional.of(HeadFile.digest(file));
            try {
                HeadFile.readOf(repository, stage.orElse(head.stage()), file, charter, now);
                if (memory.isPresent()) {
                    memory.get().require(head, file, charter, now);
                }
                return new ShownHead(stage, digest, Optional.of(head), Optional.empty());
            } catch (RefusedException e) {
                return new ShownHead(stage, digest, Optional.of(head), Optional.of(e));
            }
        } catch (RefusedException e) {
            return new ShownHead(
                    stage,
                    digest(file),
                    former(repository, stage, file, charter, now),
                    Optional.of(e));
        }
    }

    private static Optional<Digest> digest(byte[] file) {
        try {
            return Optional.of(HeadFile.digest(file));
        } catch (RefusedException _) {
            return Optional.empty();
        }
    }

    private static Optional<Head> former(
            String repository,
            Optional<String> stage,
            byte[] file,
            SignedCharter charter,
            Instant now) {
        for (var one : stage.map(Set::of).orElse(charter.newest().stages().keySet())) {
            try {
                return Optional.of(HeadFile.readFormer(repository, one, file, charter, now));
            } catch (RefusedException _) {
                // that of another stage, or of nobody
            }
        }
        return Optional.empty();
    }

    boolean counts(Instant now) {
        return refused.isEmpty() && head.filter(one -> now.isBefore(one.expires())).isPresent();
    }

    /// Whether a certifier may go on from it, though it counts no more.
    boolean canBeFollowed() {
        return refused.isPresent() && head.isPresent();
    }
}
