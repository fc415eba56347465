package org.tidewaiter.policy.gate;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.clearance.BreakGlass;
import org.tidewaiter.model.clearance.Clearance;
import org.tidewaiter.model.clearance.Head;
import org.tidewaiter.policy.fact.Facts;

/// What a door asks, with all that the answer depends on. The order of the lists does not count.
///
/// @param digests by which the door knows the image: of its configuration, manifest or index
/// @param repositories that the image is known to come from, as `registry/repository`; empty where
///   none is known
/// @param facts with the stage, the time, what is asked for and, where that is known, how it runs
/// @param clearances verified, for any stage and image
/// @param heads verified, of any repository and stage
/// @param broken verified, for any stage and image
/// @param trouble why there may be more of these than are known, for people; empty where nothing
///   went wrong
public record GateQuestion(
        SortedSet<Digest> digests,
        SortedSet<String> repositories,
        Facts facts,
        List<Clearance> clearances,
        List<Head> heads,
        List<BreakGlass> broken,
        String trouble) {
    public GateQuestion {
        digests = Collections.unmodifiableSortedSet(new TreeSet<>(digests));
        repositories = Collections.unmodifiableSortedSet(new TreeSet<>(repositories));
        clearances = List.copyOf(clearances);
        heads = List.copyOf(heads);
        broken = List.copyOf(broken);
    }

    /// Whether a container that ran is to start again.
    boolean isRestart() {
        return facts.request().filter(one -> one.act().equals("restart")).isPresent();
    }

    boolean isAbout(Set<Digest> subjects) {
        return !Collections.disjoint(subjects, digests);
    }
}
