package org.tidewaiter.scan.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tidewaiter.model.Finding;
import org.tidewaiter.policy.FindingFilter;
import org.tidewaiter.policy.GateRule;
import org.tidewaiter.policy.Reason;
import org.tidewaiter.scan.diff.FindingChange.Kind;
import org.tidewaiter.scan.diff.JudgedFlaws.FlawPair;
import org.tidewaiter.scan.report.ScanReport;
import org.tidewaiter.vulnerability.match.RiskOrder;

/// In what findings two images differ, or one image at two times.
///
/// Every finding that counts in either is in exactly one change or unchanged. The difference the
/// other way round has the same changes with both sides exchanged: what was introduced is fixed, or
/// is not seen where its cause is a gap.
///
/// @param changes by kind, then most urgent first
/// @param unchanged as they are after, most urgent first
/// @param hidden how many of them, changed or not, a filter leaves out
public record FindingsDiff(
        ScanReport before,
        ScanReport after,
        List<FindingChange> changes,
        List<Finding.Vulnerability> unchanged,
        int hidden) {
    private static final Comparator<FindingChange> ORDER =
            Comparator.comparing(FindingChange::kind)
                    .thenComparing(FindingChange::any, RiskOrder.MOST_URGENT_FIRST);

    public FindingsDiff {
        changes = List.copyOf(changes);
        unchanged = List.copyOf(unchanged);
    }

    /// Takes time linear in packages and findings.
    ///
    /// @param rules of the gate that is to judge the difference: a finding of which one of them
    ///   thinks otherwise is rated otherwise
    public static FindingsDiff of(CrossJudgement judged, List<GateRule> rules) {
        var before = new JudgedFlaws(judged.before());
        var after = new JudgedFlaws(judged.after());
        var unread = UnreadSides.of(judged.before().inventory(), judged.after().inventory());
        var classes = new FindingClasses(judged, unread, rules);
        var changes = new ArrayList<FindingChange>();
        var unchanged = new ArrayList<Finding.Vulnerability>();
        for (var pair :
                PackagePair.of(
                        judged.before().inventory().packages(judged.before().scope()),
                        judged.after().inventory().packages(judged.after().scope()),
                        unread)) {
            for (var flaw : FlawPair.of(before.take(pair.before()), after.take(pair.after()))) {
                var change = classes.change(pair, flaw);
                if (change.isPresent()) {
                    changes.add(change.get());
                } else {
                    flaw.after()
                            .filter(one -> one.stands())
                            .ifPresent(one -> unchanged.add(one.flaw()));
                }
            }
        }
        changes.sort(ORDER);
        unchanged.sort(RiskOrder.MOST_URGENT_FIRST);
        return new FindingsDiff(judged.before(), judged.after(), changes, unchanged, 0);
    }

    /// What is to be known of either side and is of no finding, each once.
    public List<Reason> notes() {
        return before.notes().factsWith(after.notes());
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    public List<FindingChange> of(Kind kind) {
        return changes.stream().filter(one -> one.kind() == kind).toList();
    }

    /// The part that a filter shows: of what either side it shows.
    public FindingsDiff shown(FindingFilter filter) {
        var changed =
                changes.stream()
                        .filter(one ->
                                Stream.of(one.before(), one.after())
                                        .flatMap(Optional::stream)
                                        .anyMatch(it -> shows(filter, it)))
                        .toList();
        var same = unchanged.stream().filter(one -> shows(filter, one)).toList();
        int left = changes.size() - changed.size() + unchanged.size() - same.size();
        return new FindingsDiff(before, after, changed, same, hidden + left);
    }

    private static boolean shows(FindingFilter filter, Finding.Vulnerability flaw) {
        return (filter.severities().isEmpty() || filter.severities().contains(flaw.severity()))
                && (!filter.onlyFixed() || FindingFilter.isMendable(flaw));
    }
}
