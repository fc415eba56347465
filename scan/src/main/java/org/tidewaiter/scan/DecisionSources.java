package org.tidewaiter.scan;

import java.util.List;
import org.tidewaiter.policy.Decisions;
import org.tidewaiter.policy.Reason;
import org.tidewaiter.policy.Waiver;

/// Where decisions about findings come from.
///
/// @param given what whoever scans has named
/// @param remarks what of it could not be used
public record DecisionSources(Decisions given, List<Reason> remarks) {
    public static final DecisionSources NONE = new DecisionSources(Decisions.NONE, List.of());

    public DecisionSources {
        remarks = List.copyOf(remarks);
    }

    public static DecisionSources ofWaivers(List<Waiver> waivers) {
        return new DecisionSources(Decisions.ofWaivers(waivers), List.of());
    }
}
