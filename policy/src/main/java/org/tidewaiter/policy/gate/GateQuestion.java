package org.tidewaiter.policy.gate;

import java.util.List;
import java.util.SortedSet;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.clearance.BreakGlass;
import org.tidewaiter.model.clearance.Clearance;
import org.tidewaiter.policy.fact.Facts;

/// What a door asks, with all that the answer depends on.
///
/// @param digests by which the door knows the image: of its configuration, manifest or index
/// @param repositories that the image is known to come from; empty where none is known
/// @param facts with the stage, the time, what is asked for and, where that is known, how it runs
/// @param clearances verified, in any order, for any stage and image
/// @param head what is known of withdrawals
/// @param broken verified, in any order
public record GateQuestion(
        SortedSet<Digest> digests,
        SortedSet<String> repositories,
        Facts facts,
        List<Clearance> clearances,
        HeadKnowledge head,
        List<BreakGlass> broken) {
    public GateQuestion {
        clearances = List.copyOf(clearances);
        broken = List.copyOf(broken);
    }
}
