package org.tidewaiter.policy.gate;

import java.util.List;
import java.util.Optional;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.clearance.Life;
import org.tidewaiter.policy.Verdict;

/// Whether an image goes aboard.
///
/// @param life of the image at the stage
/// @param clearance the one that it rests on
/// @param broken the word of several people that it rests on instead
/// @param missing commands or facts that would change the answer, for people
public record GateDecision(
        Verdict verdict,
        Life life,
        Optional<Digest> clearance,
        Optional<Digest> broken,
        List<String> missing) {
    public GateDecision {
        missing = List.copyOf(missing);
    }
}
