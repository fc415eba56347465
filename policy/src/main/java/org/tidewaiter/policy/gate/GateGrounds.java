package org.tidewaiter.policy.gate;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tidewaiter.model.Digest;
import org.tidewaiter.policy.fact.Facts;

/// What a door's decision rests on, so that other rules can be asked about the same later.
///
/// @param policy digest of the rules that were asked
/// @param facts as the rules saw them
/// @param rules ids of those that denied
/// @param others what else denied, as `withdrawn`
public record GateGrounds(
        Digest policy, Facts facts, SortedSet<String> rules, SortedSet<String> others) {
    public GateGrounds {
        rules = Collections.unmodifiableSortedSet(new TreeSet<>(rules));
        others = Collections.unmodifiableSortedSet(new TreeSet<>(others));
    }
}
