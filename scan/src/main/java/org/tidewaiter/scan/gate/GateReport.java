package org.tidewaiter.scan.gate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.clearance.Clearance;
import org.tidewaiter.policy.Verdict;
import org.tidewaiter.policy.gate.GateDecision;

/// What a gate has decided about one image.
///
/// @param toolVersion of this program
/// @param image as it was named
/// @param digest of its manifest
/// @param at the time of the decision
/// @param charter its name and version, in words
/// @param clearance the one that the decision rests on, or that came nearest
/// @param refused what calls itself a clearance beside the image and is none, in words
public record GateReport(
        String toolVersion,
        String image,
        Optional<Digest> digest,
        String stage,
        Instant at,
        String charter,
        GateDecision decision,
        Optional<Clearance> clearance,
        List<String> refused) {
    public GateReport {
        refused = List.copyOf(refused);
    }

    public boolean passed() {
        return !(decision.verdict() instanceof Verdict.Deny);
    }

    /// What would change the answer, with the image's name.
    List<String> missing() {
        return decision.missing().stream().map(one -> one.replace("IMAGE", image)).toList();
    }

    /// In one line.
    String sentence() {
        return "%s is %s for %s: %s"
                .formatted(
                        image,
                        switch (decision.verdict()) {
                            case Verdict.Allow _ -> "let aboard";
                            case Verdict.Warn _ -> "let aboard with a warning";
                            case Verdict.Deny _ -> "refused";
                        },
                        stage,
                        decision.life().word());
    }
}
