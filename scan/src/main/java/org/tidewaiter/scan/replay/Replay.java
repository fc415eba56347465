package org.tidewaiter.scan.replay;

import java.util.List;
import java.util.Optional;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.policy.Verdict;
import org.tidewaiter.policy.fact.Facts;
import org.tidewaiter.policy.fact.FactsJson;
import org.tidewaiter.policy.fact.ImageFacts;
import org.tidewaiter.policy.rule.Policy;
import org.tidewaiter.policy.rule.PolicyAnswer;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.ledger.EntryKind;
import org.tidewaiter.signing.ledger.FactsText;
import org.tidewaiter.signing.ledger.LedgerEntry;

/// Asks rules about the facts on which something was decided before: at the stage and the time of
/// then, so that the same ledger and the same rules give the same answer on every day.
public record Replay(Policy policy) {
    /// @return nothing where the entry decides nothing by rules
    public Optional<Replayed> of(LedgerEntry entry) {
        return switch (entry.note().kind()) {
            case CLEARANCE, REFUSAL, PROMOTION, RENEWAL, DECISION -> Optional.of(asked(entry));
            case WITHDRAWAL, HEAD, WAIVER, BREAK_GLASS, CHECKPOINT -> Optional.empty();
        };
    }

    private Replayed asked(LedgerEntry entry) {
        var note = entry.note();
        var then = note.ruling();
        if (then.isEmpty()) {
            return new Replayed.NotAsked(entry, "it does not say which rules decided");
        }
        if (note.facts().isEmpty()) {
            return new Replayed.NotAsked(entry, "it has no facts");
        }
        try {
            var facts = FactsJson.read("facts", FactsText.read(note.facts()));
            if (!facts.stage().equals(note.stage())) {
                return new Replayed.NotAsked(
                        entry, "its facts are of the stage '%s'".formatted(facts.stage()));
            }
            return new Replayed.Asked(
                    entry,
                    facts.image().map(ImageFacts::name).orElse(""),
                    then.get(),
                    judge(note.kind(), facts).verdict() instanceof Verdict.Deny(var reasons)
                            ? reasons
                            : List.of(),
                    then.get().policy().equals(policy.digest()));
        } catch (RefusedException e) {
            return new Replayed.NotAsked(entry, e.refusal().meaning());
        } catch (ProblemException e) {
            return new Replayed.NotAsked(entry, e.problem().what());
        }
    }

    private PolicyAnswer judge(EntryKind kind, Facts facts) {
        return kind == EntryKind.DECISION ? policy.judgeRequest(facts) : policy.judgeImage(facts);
    }
}
