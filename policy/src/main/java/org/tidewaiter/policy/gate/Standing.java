package org.tidewaiter.policy.gate;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.model.clearance.BreakGlass;
import org.tidewaiter.model.clearance.Clearance;
import org.tidewaiter.model.clearance.Life;
import org.tidewaiter.policy.Reason;
import org.tidewaiter.policy.fact.EvidenceFact;
import org.tidewaiter.policy.fact.Facts;
import org.tidewaiter.policy.fact.PriorFacts;

/// Where an image stands at a stage, by what was decided of it.
///
/// @param clearance the one that speaks for it best; nothing where none is about it and the stage
/// @param broken the word of several people that counts for it now
/// @param objection why it may not go aboard
/// @param warnings what somebody should know where it may
/// @param missing what would change the answer, for people
record Standing(
        Life life,
        Optional<Clearance> clearance,
        Optional<BreakGlass> broken,
        Optional<Reason> objection,
        List<Reason> warnings,
        List<String> missing) {
    static Standing passing(Life life, Optional<Clearance> clearance, List<Reason> warnings) {
        return new Standing(
                life, clearance, Optional.empty(), Optional.empty(), warnings, List.of());
    }

    static Standing refused(Life life, Optional<Clearance> clearance, Reason why) {
        return new Standing(
                life, clearance, Optional.empty(), Optional.of(why), List.of(), List.of());
    }

    Standing by(BreakGlass glass) {
        return new Standing(life, clearance, Optional.of(glass), objection, warnings, missing);
    }

    Standing missing(String what) {
        return new Standing(life, clearance, broken, objection, warnings, List.of(what));
    }

    /// The facts with what the door knows of the image from what was decided.
    Facts seen(Facts facts) {
        return facts.withEvidence(clearance.map(Standing::evidence)).withPrior(prior());
    }

    private PriorFacts prior() {
        return new PriorFacts(
                life.word(),
                clearance.map(Clearance::stage).orElse(""),
                clearance.map(Clearance::issued),
                clearance.map(Clearance::expires));
    }

    private static List<EvidenceFact> evidence(Clearance clearance) {
        return clearance.rests().stream()
                .map(one ->
                        new EvidenceFact(
                                one.kind(),
                                one.type(),
                                one.role(),
                                one.holder(),
                                "image",
                                Optional.empty(),
                                Collections.emptySortedMap()))
                .toList();
    }
}
