package org.tidewaiter.signing.clearance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.image.artifact.ArtifactStore.Succession;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.clearance.Head;
import org.tidewaiter.model.clearance.Head.Lapsed;
import org.tidewaiter.model.clearance.Head.Withdrawn;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.key.SigningKey;

/// What a certifier says in a head beyond what the one before says. Nothing that was said is ever
/// taken back; of what has lapsed is left out what says no more than another, and what can be about
/// no clearance any more.
///
/// @param repository empty where none is known: that of the head before, or all of a certifier
/// @param life for how long doors may rely on it
/// @param withdrawn and lapsed what is new
/// @param floor at least that
/// @param seen the number of the newest that was seen; after an older one, or none, nothing is
///   signed
public record NextHead(
        SignedCharter charter,
        SigningKey key,
        String repository,
        String stage,
        Instant now,
        Duration life,
        List<Withdrawn> withdrawn,
        List<Lapsed> lapsed,
        long floor,
        long seen)
        implements Succession {
    /// No clearance counts longer, for what runs either.
    private static final Duration LONGEST = ClearancePredicate.LONGEST.multipliedBy(2);

    public NextHead {
        withdrawn = List.copyOf(withdrawn);
        lapsed = List.copyOf(lapsed);
    }

    @Override
    public Optional<byte[]> after(Optional<byte[]> file) throws ProblemException {
        var before = before(file);
        if (before.isPresent() && says(before.get())) {
            return Optional.empty();
        }
        var next = next(before);
        requireRoom(Math.max(next.withdrawn().size(), next.lapsed().size()), HeadFile.MAX_LISTED);
        var signed = HeadFile.sign(next, charter.id(), key);
        requireRoom(signed.length, HeadFile.MAX_BYTES);
        return Optional.of(signed);
    }

    /// What nobody could read any more would end every clearance of the stage.
    private static void requireRoom(int size, int most) throws ProblemException {
        if (size > most) {
            throw new ProblemException(
                    "head-full",
                    "the head would be longer than anybody reads: %d of %d".formatted(size, most),
                    "let nothing older count with withdraw --floor, and remove the images");
        }
    }

    private boolean isNeeded(Lapsed old) {
        return now.isBefore(old.at().plus(LONGEST))
                && lapsed.stream().noneMatch(one -> saysAsMuch(one, old));
    }

    private static boolean saysAsMuch(Lapsed one, Lapsed old) {
        return one.subjects().containsAll(old.subjects())
                && !one.at().isBefore(old.at())
                && !one.restartUntil().isAfter(old.restartUntil());
    }

    private Optional<Head> before(Optional<byte[]> file) throws ProblemException {
        try {
            if (file.isEmpty()) {
                requireNewest(0);
                return Optional.empty();
            }
            var head = HeadFile.readOf(repository, stage, file.get(), charter, now);
            requireNewest(head.sequence());
            return Optional.of(head);
        } catch (RefusedException e) {
            throw new ProblemException(
                    new Problem(
                            "head-refused",
                            "what stands in the place of the head is none that can be followed: %s"
                                    .formatted(e.getMessage()),
                            "find out who has put it there, and put back the last that is good"),
                    e);
        }
    }

    private void requireNewest(long sequence) throws RefusedException {
        if (sequence < seen) {
            throw new RefusedException(
                    Refusal.HEAD_ROLLBACK,
                    "number %d; number %d was seen".formatted(sequence, seen));
        }
    }

    private boolean says(Head head) {
        return !head.issued().isBefore(now)
                && head.floor() >= floor
                && head.withdrawn().containsAll(withdrawn)
                && head.lapsed().containsAll(lapsed);
    }

    private Head next(Optional<Head> before) {
        var allWithdrawn = new ArrayList<>(before.map(Head::withdrawn).orElse(List.of()));
        withdrawn.stream().filter(one -> !allWithdrawn.contains(one)).forEach(allWithdrawn::add);
        var allLapsed = new ArrayList<Lapsed>();
        before.map(Head::lapsed).orElse(List.of()).stream()
                .filter(this::isNeeded)
                .forEach(allLapsed::add);
        lapsed.stream().filter(one -> !allLapsed.contains(one)).forEach(allLapsed::add);
        return new Head(
                repository.isEmpty() ? before.map(Head::repository).orElse("") : repository,
                stage,
                before.map(Head::sequence).orElse(0L) + 1,
                now,
                now.plus(life),
                Math.max(floor, before.map(Head::floor).orElse(0L)),
                allWithdrawn,
                allLapsed,
                "");
    }
}
