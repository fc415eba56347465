package org.tidewaiter.signing.clearance;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
/// @param follows by a former certifier, or one that stands elsewhere; what stands in the place is
///   then written over where it counts for nobody, and joined to it where it does
/// @param seen the number of the newest that was seen; after an older one, or none, nothing is
///   signed
public record NextHead(
        SignedCharter charter,
        SigningKey key,
        String repository,
        String stage,
        Instant now,
        Duration life,
        News news,
        Optional<Head> follows,
        long seen)
        implements Succession {
    /// No clearance counts longer, for what runs either.
    private static final Duration LONGEST = ClearancePredicate.LONGEST.multipliedBy(2);

    /// What is said beyond the head before.
    ///
    /// @param floor at least that
    public record News(List<Withdrawn> withdrawn, List<Lapsed> lapsed, long floor) {
        public static final News NONE = new News(List.of(), List.of(), 0);

        public News {
            withdrawn = List.copyOf(withdrawn);
            lapsed = List.copyOf(lapsed);
        }
    }

    /// @param head by a former certifier, or one that stands elsewhere
    public NextHead following(Head head) {
        return new NextHead(
                charter, key, repository, stage, now, life, news, Optional.of(head), seen);
    }

    @Override
    public Optional<byte[]> after(Optional<byte[]> file) throws ProblemException {
        var stands = stands(file);
        if (stands.isPresent() && says(stands.get())) {
            return Optional.empty();
        }
        var next = next(before(stands));
        requireRoom(Math.max(next.withdrawn().size(), next.lapsed().size()), HeadFile.MAX_LISTED);
        requireRoom(Math.max(next.sequence(), next.floor()), Integer.MAX_VALUE);
        var signed = HeadFile.sign(next, charter.id(), key);
        requireRoom(signed.length, HeadFile.MAX_BYTES);
        return Optional.of(readable(signed));
    }

    /// Whoever may certify for some repositories only would put there what nobody believes.
    private byte[] readable(byte[] signed) throws ProblemException {
        try {
            HeadFile.readOf(repository, stage, signed, charter, now);
            return signed;
        } catch (RefusedException e) {
            throw new ProblemException(
                    new Problem(
                            "head-refused",
                            "nobody would believe the head: " + e.getMessage(),
                            "have it signed by who clears for this repository and stage"),
                    e);
        }
    }

    /// What nobody could read any more would end every clearance of the stage.
    private static void requireRoom(long size, long most) throws ProblemException {
        if (size > most) {
            throw new ProblemException(
                    "head-full",
                    "the head would be longer than anybody reads: %d of %d".formatted(size, most),
                    "let nothing older count with withdraw --floor, and remove the images");
        }
    }

    private boolean isNeeded(Lapsed old) {
        return now.isBefore(old.at().plus(LONGEST))
                && news.lapsed.stream().noneMatch(one -> saysAsMuch(one, old));
    }

    private static boolean saysAsMuch(Lapsed one, Lapsed old) {
        return one.subjects().containsAll(old.subjects())
                && !one.at().isBefore(old.at())
                && !one.restartUntil().isAfter(old.restartUntil());
    }

    /// What counts of what stands in the place.
    private Optional<Head> stands(Optional<byte[]> file) throws ProblemException {
        try {
            if (file.isEmpty()) {
                requireNewest(0);
                return Optional.empty();
            }
            var head = HeadFile.readOf(repository, stage, file.get(), charter, now);
            requireNewest(head.sequence());
            return Optional.of(head);
        } catch (RefusedException e) {
            if (follows.isPresent()) {
                return Optional.empty();
            }
            throw new ProblemException(
                    new Problem(
                            "head-refused",
                            "what stands in the place of the head is none that can be followed: %s"
                                    .formatted(e.getMessage()),
                            "find out who has put it there with 'tidewaiter head show', and go on"
                                    + " from the last that is good with 'tidewaiter withdraw --follow'"),
                    e);
        }
    }

    /// What is never taken back.
    private Optional<Head> before(Optional<Head> stands) {
        if (follows.isEmpty() || stands.isEmpty()) {
            return stands.or(() -> follows);
        }
        var one = follows.get();
        var other = stands.get();
        return Optional.of(
                new Head(
                        other.repository(),
                        stage,
                        Math.max(one.sequence(), other.sequence()),
                        other.issued(),
                        other.expires(),
                        Math.max(one.floor(), other.floor()),
                        both(one.withdrawn(), other.withdrawn()),
                        both(one.lapsed(), other.lapsed()),
                        ""));
    }

    private static <T> List<T> both(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).distinct().toList();
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
                && head.floor() >= news.floor
                && head.withdrawn().containsAll(news.withdrawn)
                && head.lapsed().containsAll(news.lapsed)
                && follows.stream()
                        .allMatch(it ->
                                head.sequence() > it.sequence()
                                        && head.floor() >= it.floor()
                                        && head.withdrawn().containsAll(it.withdrawn()));
    }

    private Head next(Optional<Head> before) {
        var lapsed =
                before.map(Head::lapsed).orElse(List.of()).stream().filter(this::isNeeded).toList();
        return new Head(
                repository.isEmpty() ? before.map(Head::repository).orElse("") : repository,
                stage,
                before.map(Head::sequence).orElse(0L) + 1,
                now,
                now.plus(life),
                Math.max(news.floor, before.map(Head::floor).orElse(0L)),
                both(before.map(Head::withdrawn).orElse(List.of()), news.withdrawn),
                both(lapsed, news.lapsed),
                "");
    }
}
