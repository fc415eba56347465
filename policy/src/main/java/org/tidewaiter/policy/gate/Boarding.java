package org.tidewaiter.policy.gate;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tidewaiter.model.RepositoryPattern;
import org.tidewaiter.model.clearance.BreakGlass;
import org.tidewaiter.model.clearance.Clearance;
import org.tidewaiter.model.clearance.Life;
import org.tidewaiter.policy.Reason;
import org.tidewaiter.policy.rule.StageTerms;
import org.tidewaiter.policy.rule.StageTerms.Unsure;

/// Finds where an image stands: by withdrawals, whenever anything else was said, then by clearances
/// that are in force, then by the word of several people, then by what has lapsed.
record Boarding(GateQuestion question, StageTerms terms, KnownHeads heads) {
    static Standing standing(GateQuestion question, StageTerms terms) {
        return new Boarding(question, terms, KnownHeads.of(question, terms)).standing();
    }

    private Standing standing() {
        var best =
                question.clearances().stream()
                        .filter(this::isMeant)
                        .map(one -> JudgedClearance.of(one, heads, now()))
                        .min(JudgedClearance.BEST_FIRST);
        var withdrawal = heads.withdrawal();
        if (withdrawal.isPresent()) {
            return Standing.refused(
                    Life.WITHDRAWN,
                    best.map(JudgedClearance::clearance),
                    Reason.of(
                            "withdrawn",
                            "it was withdrawn on %s: %s"
                                    .formatted(withdrawal.get().at(), withdrawal.get().reason())));
        }
        if (best.isPresent() && best.get().isInForce()) {
            return unlessWithdrawn(Life.CLEARED, best.get().clearance(), List.of());
        }
        return broken().map(glass -> broken(glass, best))
                .or(() -> best.map(this::lapsed))
                .orElseGet(this::uncleared);
    }

    private String stage() {
        return question.facts().stage();
    }

    private Instant now() {
        return question.facts().now();
    }

    private boolean isMeant(Clearance one) {
        return one.stage().equals(stage())
                && question.isAbout(one.subjects())
                && !now().isBefore(one.notBefore())
                && isMeantForHere(one);
    }

    private boolean isMeantForHere(Clearance one) {
        return one.audience().isEmpty()
                || question.repositories().stream()
                        .anyMatch(repository ->
                                one.audience().stream()
                                        .anyMatch(pattern ->
                                                RepositoryPattern.matches(pattern, repository)));
    }

    /// Lets pass, if the door knows what was withdrawn. What ran may start again for a time also
    /// where it does not.
    private Standing unlessWithdrawn(Life life, Clearance clearance, List<Reason> warnings) {
        var stale = stale();
        if (stale.isEmpty()) {
            return Standing.passing(life, Optional.of(clearance), warnings);
        }
        boolean isInGrace =
                heads.end().filter(it -> now().isBefore(it.plus(terms.grace()))).isPresent();
        return terms.unsure() == Unsure.ALLOW || (question.isRestart() && isInGrace)
                ? Standing.passing(
                        life,
                        Optional.of(clearance),
                        Stream.concat(warnings.stream(), stale.stream()).toList())
                : Standing.refused(life, Optional.of(clearance), stale.get())
                        .missing("a new head of stage " + stage());
    }

    /// Why more may have been withdrawn than the door knows.
    private Optional<Reason> stale() {
        var end = heads.end();
        if (end.filter(it -> now().isBefore(it)).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                Reason.of(
                        "head-stale",
                        because(
                                end.map("what was withdrawn is known until %s only"::formatted)
                                        .orElse("it is not known what was withdrawn"))));
    }

    /// The one that lasts longest.
    private Optional<BreakGlass> broken() {
        return question.broken().stream()
                .filter(one -> one.stage().equals(stage()))
                .filter(one -> question.digests().contains(one.subject()))
                .filter(one -> !now().isBefore(one.notBefore()) && now().isBefore(one.expires()))
                .max(Comparator.comparing(BreakGlass::expires).thenComparing(BreakGlass::id));
    }

    private Standing broken(BreakGlass glass, Optional<JudgedClearance> best) {
        var loud =
                Reason.of(
                        "break-glass",
                        "THE GLASS IS BROKEN until %s by %s: %s (%s)"
                                .formatted(
                                        glass.expires(),
                                        String.join(" and ", glass.holders()),
                                        glass.reason(),
                                        glass.ticket()));
        return Standing.passing(
                        best.map(JudgedClearance::life).orElse(Life.QUARANTINED),
                        best.map(JudgedClearance::clearance),
                        Stream.concat(Stream.of(loud), stale().stream()).toList())
                .by(glass);
    }

    private Standing lapsed(JudgedClearance best) {
        if (question.isRestart() && now().isBefore(best.restartUntil())) {
            var until =
                    Reason.of(
                            "lapsed",
                            "%s; it may start again until %s, and not anew"
                                    .formatted(best.why(), best.restartUntil()));
            return unlessWithdrawn(Life.LAPSED, best.clearance(), List.of(until));
        }
        return Standing.refused(
                        best.life(),
                        Optional.of(best.clearance()),
                        Reason.of(best.life().word(), best.why()))
                .missing("tidewaiter clear --renew --stage %s IMAGE".formatted(stage()));
    }

    /// Nothing that is known speaks for it; where something went wrong there may be more.
    private Standing uncleared() {
        var others =
                question.clearances().stream()
                        .filter(one -> question.isAbout(one.subjects()))
                        .map(this::other)
                        .sorted()
                        .distinct();
        var nothing = "no clearance for stage %s is known".formatted(stage());
        var words = Stream.concat(Stream.of(nothing), others).toList();
        var reason = Reason.of("uncleared", because(String.join("; ", words)));
        var standing =
                question.trouble().isEmpty() || terms.unsure() == Unsure.DENY
                        ? Standing.refused(Life.QUARANTINED, Optional.empty(), reason)
                        : Standing.passing(Life.UNKNOWN, Optional.empty(), List.of(reason));
        return standing.missing("tidewaiter clear --stage %s IMAGE".formatted(stage()));
    }

    private String other(Clearance one) {
        if (!one.stage().equals(stage())) {
            return "it is cleared for " + one.stage();
        }
        return now().isBefore(one.notBefore())
                ? "it is cleared from %s on".formatted(one.notBefore())
                : "it is cleared for %s only".formatted(String.join(", ", one.audience()));
    }

    private String because(String sentence) {
        return question.trouble().isEmpty()
                ? sentence
                : "%s (%s)".formatted(sentence, question.trouble());
    }
}
