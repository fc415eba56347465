package org.tidewaiter.scan.diff;

import java.util.List;
import java.util.Set;
import org.tidewaiter.policy.GateRule;
import org.tidewaiter.policy.Reason;
import org.tidewaiter.scan.diff.FindingChange.Kind;

/// Refuses a difference for what is new in it. What is not seen counts as still there: it is
/// neither refused nor held in the image's favour.
///
/// @param rules empty where nobody asked for a gate; then every difference passes
/// @param counted the kinds of change that it looks at
/// @param excused what was held against the advisories that it decides on, and let pass
public record DiffGate(List<GateRule> rules, Set<Kind> counted, List<Reason> excused) {
    /// What a change of the image answers for, and not what the world has learnt meanwhile.
    public static final Set<Kind> OF_THE_IMAGE = Set.of(Kind.INTRODUCED);

    /// Everything that counts now and did not before, whoever brought it.
    public static final Set<Kind> WHATEVER_IS_NEW =
            Set.of(Kind.INTRODUCED, Kind.DISCLOSED, Kind.UNSUPPRESSED, Kind.RERATED);

    public DiffGate {
        rules = List.copyOf(rules);
        counted = Set.copyOf(counted);
        excused = List.copyOf(excused);
    }

    /// The changes that it refuses: a finding breaks a rule now that it did not break before.
    public List<FindingChange> denied(FindingsDiff diff) {
        return diff.changes().stream()
                .filter(one -> counted.contains(one.kind()))
                .filter(one -> rules.stream().anyMatch(rule -> isNew(rule, one)))
                .toList();
    }

    private static boolean isNew(GateRule rule, FindingChange change) {
        return change.after().filter(rule::denies).isPresent()
                && change.before().filter(rule::denies).isEmpty();
    }
}
