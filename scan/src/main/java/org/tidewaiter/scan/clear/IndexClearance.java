package org.tidewaiter.scan.clear;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.clearance.Clearance;
import org.tidewaiter.model.clearance.Clearance.Rest;
import org.tidewaiter.model.clearance.Clearance.Waived;
import org.tidewaiter.signing.clearance.ClearanceStatement;
import org.tidewaiter.signing.clearance.ClearanceStatement.Hand;

/// The clearance of an index all of whose images may be cleared: about the indexes and all that
/// they list, resting on all that those rest on, and no longer than the first of them.
///
/// @param answers for each of its images
/// @param each what is to be signed of each
public record IndexClearance(List<ClearingAnswer> answers, List<ClearanceStatement> each) {
    public IndexClearance {
        answers = List.copyOf(answers);
        each = List.copyOf(each);
    }

    /// The outermost, and those on the way to the images.
    public SortedSet<Digest> indexes() {
        var indexes = new TreeSet<Digest>();
        answers.forEach(one -> indexes.addAll(one.source().indexes()));
        return indexes;
    }

    public ClearanceStatement statement() {
        var one = each.getFirst();
        var subjects = indexes();
        each.forEach(it -> subjects.addAll(it.subjects()));
        return new ClearanceStatement(
                one.stage(),
                one.role(),
                subjects,
                one.repository(),
                one.audience(),
                one.policy(),
                one.charter(),
                rests(),
                hands(),
                one.advisories(),
                waivers(),
                last().map(Clearance::id),
                one.issued(),
                one.notBefore(),
                earliest(ClearanceStatement::expires),
                earliest(ClearanceStatement::restartUntil),
                each.stream().mapToLong(ClearanceStatement::epoch).min().orElseThrow());
    }

    private List<Rest> rests() {
        return each.stream()
                .flatMap(it -> it.rests().stream())
                .sorted(
                        Comparator.comparing(Rest::role)
                                .thenComparing(Rest::holder)
                                .thenComparing(Rest::digest)
                                .thenComparing(Rest::about))
                .distinct()
                .toList();
    }

    private List<Hand> hands() {
        return each.stream()
                .flatMap(it -> it.hands().stream())
                .sorted(Comparator.comparing(Hand::role).thenComparing(Hand::holder))
                .distinct()
                .toList();
    }

    /// Each once, with what it covers in all the images.
    private List<Waived> waivers() {
        var waivers = new LinkedHashMap<Waived, Waived>();
        for (var statement : each) {
            for (var one : statement.waivers()) {
                waivers.merge(covering(one, 0), one, IndexClearance::sum);
            }
        }
        return List.copyOf(waivers.values());
    }

    private static Waived sum(Waived one, Waived other) {
        return covering(one, one.findings() + other.findings());
    }

    private static Waived covering(Waived one, int findings) {
        return new Waived(
                one.id(), one.owner(), one.approvedBy(), one.reason(), one.expires(), findings);
    }

    private Instant earliest(Function<ClearanceStatement, Instant> time) {
        return each.stream().map(time).min(Comparator.naturalOrder()).orElseThrow();
    }

    /// The last clearance of the same index for the stage, or else for any other.
    public Optional<Clearance> last() {
        var stage = each.getFirst().stage();
        var named = answers.getFirst().source().indexes().getFirst();
        return answers.getFirst().papers().clearances().stream()
                .filter(one -> one.subjects().contains(named))
                .max(
                        Comparator.comparing((Clearance one) -> one.stage().equals(stage))
                                .thenComparing(Clearance::issued)
                                .thenComparing(Clearance::id));
    }
}
