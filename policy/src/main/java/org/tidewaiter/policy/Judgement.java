package org.tidewaiter.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.tidewaiter.model.FileAccount;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.FindingState;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.model.Presence;
import org.tidewaiter.policy.Suppressed.Cause;

/// What was decided about the findings of one image. Each finding stands or is suppressed; none is
/// lost.
///
/// @param standing what counts, in the order given
/// @param suppressed what does not, in the order given
/// @param expired the waivers that would have covered a standing finding, had they not expired
public record Judgement(
        List<Finding> standing,
        List<Suppressed> suppressed,
        List<Waiver> expired,
        Verdict verdict) {
    public Judgement {
        standing = List.copyOf(standing);
        suppressed = List.copyOf(suppressed);
        expired = List.copyOf(expired);
    }

    /// @param inventory of the image, for the scope of decisions and for its account of files
    /// @param remarks what else somebody should know where the image passes, for example what
    ///   [AdvisoryFitness] held against the data and let pass
    public static Judgement of(
            List<? extends Finding> findings,
            Inventory inventory,
            Decisions decisions,
            GateSettings settings,
            List<Reason> remarks,
            LocalDate asOf) {
        var standing = new ArrayList<Finding>();
        var suppressed = new ArrayList<Suppressed>();
        for (var finding : findings) {
            suppression(finding, inventory, decisions, settings, asOf)
                    .ifPresentOrElse(suppressed::add, () -> standing.add(finding));
        }
        var expired = covering(decisions.expiredWaivers(asOf), standing, inventory);
        var all = new ArrayList<>(remarks);
        expired.forEach(one -> all.add(expired(one)));
        covering(decisions.idleWaivers(asOf), standing, inventory)
                .forEach(one -> all.add(idle(one, decisions.objection(one))));
        covering(decisions.expiredRules(asOf), standing, inventory)
                .forEach(one -> all.add(expired(one)));
        all.addAll(ignored(suppressed));
        return new Judgement(
                standing, suppressed, expired, verdict(standing, inventory.files(), settings, all));
    }

    private static <D extends Decision> List<D> covering(
            List<D> decisions, List<Finding> findings, Inventory inventory) {
        return decisions.stream()
                .filter(one -> findings.stream().anyMatch(it -> one.covers(it, inventory)))
                .toList();
    }

    private static Reason expired(Waiver one) {
        return Reason.of(
                "expired-waiver",
                "the waiver of %s for %s expired on %s"
                        .formatted(one.owner(), one.id(), one.expires()));
    }

    private static Reason idle(Waiver one, String why) {
        return Reason.of(
                "idle-waiver",
                "the waiver of %s for %s does not count: %s".formatted(one.owner(), one.id(), why));
    }

    private static Reason expired(IgnoreRule one) {
        return Reason.of(
                "expired-ignore-rule", "the rule in %s has expired".formatted(one.place()));
    }

    /// Nobody answers for what is ignored, so that it is said how much that is.
    private static List<Reason> ignored(List<Suppressed> suppressed) {
        var counts = new TreeMap<String, Integer>();
        for (var one : suppressed) {
            if (one.decision().orElse(null) instanceof IgnoreRule rule) {
                counts.merge(rule.file(), 1, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .map(one ->
                        Reason.of(
                                "ignore-file",
                                "%d %s ignored by %s, for which nobody answers"
                                        .formatted(
                                                one.getValue(),
                                                one.getValue() == 1 ? "finding is" : "findings are",
                                                one.getKey())))
                .toList();
    }

    private static Optional<Suppressed> suppression(
            Finding finding,
            Inventory inventory,
            Decisions decisions,
            GateSettings settings,
            LocalDate asOf) {
        return stateOf(finding, settings.scope())
                .or(() -> decisions.clearing(finding, inventory, asOf).map(one -> by(finding, one)))
                .or(() ->
                        settings.filter()
                                .hides(finding)
                                .map(flag -> because(finding, Cause.HIDDEN, flag)));
    }

    private static Suppressed by(Finding finding, Decision decision) {
        return new Suppressed(
                finding, decision.cause(), decision.sentence(), Optional.of(decision));
    }

    private static Optional<Suppressed> stateOf(Finding finding, LayerScope scope) {
        return switch (finding) {
            case Finding.Vulnerability flaw when flaw.state() == FindingState.NOT_AFFECTED ->
                    Optional.of(because(flaw, Cause.NOT_AFFECTED, flaw.justification()));
            case Finding.Vulnerability flaw when flaw.state() == FindingState.WITHDRAWN ->
                    Optional.of(because(flaw, Cause.WITHDRAWN, "the advisory was withdrawn"));
            case Finding.Vulnerability flaw when !scope.includes(flaw.in().presence()) ->
                    Optional.of(because(flaw, Cause.NOT_LIVE, notLive(flaw.in().presence())));
            case Finding.Vulnerability _ -> Optional.empty();
            case Finding.Secret secret when !secret.excuse().isEmpty() ->
                    Optional.of(because(secret, Cause.EXCUSED, secret.excuse()));
            case Finding.Reported theirs when !theirs.excuse().isEmpty() ->
                    Optional.of(because(theirs, Cause.EXCUSED, theirs.excuse()));
            case Finding.OfCheck _ -> Optional.empty();
        };
    }

    private static String notLive(Presence presence) {
        return switch (presence) {
            case LIVE -> "live";
            case SHADOWED -> "a later layer replaced the package";
            case DELETED -> "a later layer deleted the package";
        };
    }

    private static Suppressed because(Finding finding, Cause cause, String reason) {
        return new Suppressed(finding, cause, reason, Optional.empty());
    }

    private static Verdict verdict(
            List<Finding> standing,
            FileAccount files,
            GateSettings settings,
            List<Reason> remarks) {
        var denials = new ArrayList<Reason>();
        for (var finding : standing) {
            for (var rule : settings.rules()) {
                if (rule.denies(finding)) {
                    denials.add(new Reason(rule.word(), Optional.of(finding), words(finding)));
                }
            }
        }
        for (var rule : settings.rules()) {
            rule.objection(files)
                    .ifPresent(sentence -> denials.add(Reason.of(rule.word(), sentence)));
        }
        if (!denials.isEmpty()) {
            denials.addAll(remarks);
            return new Verdict.Deny(denials);
        }
        return remarks.isEmpty() ? new Verdict.Allow() : new Verdict.Warn(remarks);
    }

    private static String words(Finding finding) {
        return switch (finding) {
            case Finding.Vulnerability flaw ->
                    "%s in %s is %s".formatted(flaw.id(), flaw.in().purl(), flaw.severity().word());
            case Finding.OfCheck one ->
                    "%s at %s is %s"
                            .formatted(one.id(), one.place().words(), one.severity().word());
        };
    }
}
