package org.tidewaiter.policy.gate;

import java.util.List;
import org.tidewaiter.model.clearance.Head;

/// What a door knows of withdrawals.
///
/// @param heads verified, of any repository and stage, the newest of each
/// @param trouble why nothing newer is known, for people; empty where nothing went wrong
public record HeadKnowledge(List<Head> heads, String trouble) {
    public HeadKnowledge {
        heads = List.copyOf(heads);
    }
}
