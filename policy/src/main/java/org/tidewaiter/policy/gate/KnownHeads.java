package org.tidewaiter.policy.gate;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.clearance.Clearance;
import org.tidewaiter.model.clearance.Head;
import org.tidewaiter.policy.rule.StageTerms;

/// What the heads of a stage say of an image.
///
/// @param ofStage of whatever repository; what one says of an image's digests counts everywhere
/// @param ofImage those for the image's repositories, or all where none is known
record KnownHeads(GateQuestion question, StageTerms terms, List<Head> ofStage, List<Head> ofImage) {
    static KnownHeads of(GateQuestion question, StageTerms terms) {
        var ofStage =
                question.heads().stream()
                        .filter(one -> one.stage().equals(question.facts().stage()))
                        .toList();
        var ofImage =
                ofStage.stream()
                        .filter(one ->
                                one.repository().isEmpty()
                                        || question.repositories().isEmpty()
                                        || question.repositories().contains(one.repository()))
                        .toList();
        return new KnownHeads(question, terms, ofStage, ofImage);
    }

    /// The latest withdrawal of the image.
    Optional<Head.Withdrawn> withdrawal() {
        return latest(one -> question.isAbout(one.subjects()));
    }

    /// The latest withdrawal of anything that a clearance is about, such as one platform of an
    /// index.
    Optional<Head.Withdrawn> withdrawalOfPart(Clearance clearance) {
        return latest(one -> isAbout(clearance, one.subjects()));
    }

    private static boolean isAbout(Clearance clearance, Set<Digest> subjects) {
        return !Collections.disjoint(clearance.subjects(), subjects);
    }

    private Optional<Head.Withdrawn> latest(Predicate<Head.Withdrawn> wanted) {
        return ofStage.stream()
                .flatMap(one -> one.withdrawn().stream())
                .filter(wanted)
                .max(
                        Comparator.comparing(Head.Withdrawn::at)
                                .thenComparing(Head.Withdrawn::reason));
    }

    /// The latest withdrawal of one clearance alone.
    Optional<Head.Withdrawn> withdrawal(Clearance clearance) {
        return latest(one -> one.subjects().contains(clearance.id()));
    }

    /// Of those that end a clearance, the one that lets start again for the shortest time.
    Optional<Head.Lapsed> lapse(Clearance clearance) {
        return ofStage.stream()
                .flatMap(one -> one.lapsed().stream())
                .filter(one ->
                        question.isAbout(one.subjects()) || isAbout(clearance, one.subjects()))
                .filter(one -> !clearance.issued().isAfter(one.at()))
                .min(
                        Comparator.comparing(Head.Lapsed::restartUntil)
                                .thenComparing(Head.Lapsed::at)
                                .thenComparing(Head.Lapsed::reason));
    }

    /// The lowest epoch that still counts.
    long floor() {
        return ofImage.stream().mapToLong(Head::floor).max().orElse(0);
    }

    /// Until when it is known what was withdrawn: until the newest head of any of the repositories
    /// ends, so that none hides behind another. Nothing where it never was known.
    Optional<Instant> end() {
        var ends = new TreeMap<String, Instant>();
        ofImage.stream()
                .sorted(
                        Comparator.comparingLong(Head::sequence)
                                .thenComparing((Head one) -> end(one, terms)))
                .forEach(one -> ends.put(one.repository(), end(one, terms)));
        return ends.values().stream().min(Comparator.naturalOrder());
    }

    private static Instant end(Head head, StageTerms terms) {
        var oldest = head.issued().plus(terms.head());
        return head.expires().isBefore(oldest) ? head.expires() : oldest;
    }
}
