package org.tidewaiter.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.model.FileAccount;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.FindingState;
import org.tidewaiter.model.ImageSource;
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

    /// @param inventory of the image, for the scope of waivers and for its account of files
    /// @param excused what [AdvisoryFitness] held against the data and let pass
    public static Judgement of(
            List<? extends Finding> findings,
            Inventory inventory,
            List<Waiver> waivers,
            GateSettings settings,
            List<Reason> excused,
            LocalDate asOf) {
        var source = inventory.source();
        var inForce = waivers.stream().filter(one -> !one.isExpired(asOf)).toList();
        var standing = new ArrayList<Finding>();
        var suppressed = new ArrayList<Suppressed>();
        for (var finding : findings) {
            suppression(finding, source, inForce, settings)
                    .ifPresentOrElse(suppressed::add, () -> standing.add(finding));
        }
        var expired =
                waivers.stream()
                        .filter(one -> one.isExpired(asOf))
                        .filter(one -> standing.stream().anyMatch(it -> one.covers(it, source)))
                        .toList();
        return new Judgement(
                standing,
                suppressed,
                expired,
                verdict(standing, inventory.files(), settings, excused, expired));
    }

    private static Optional<Suppressed> suppression(
            Finding finding, ImageSource source, List<Waiver> inForce, GateSettings settings) {
        return stateOf(finding, settings.scope())
                .or(() -> waived(finding, source, inForce))
                .or(() ->
                        settings.filter()
                                .hides(finding)
                                .map(flag -> because(finding, Cause.HIDDEN, flag)));
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
        };
    }

    private static String notLive(Presence presence) {
        return switch (presence) {
            case LIVE -> "live";
            case SHADOWED -> "a later layer replaced the package";
            case DELETED -> "a later layer deleted the package";
        };
    }

    private static Optional<Suppressed> waived(
            Finding finding, ImageSource source, List<Waiver> inForce) {
        return inForce.stream()
                .filter(one -> one.covers(finding, source))
                .findFirst()
                .map(one ->
                        new Suppressed(
                                finding,
                                Cause.WAIVED,
                                "%s (%s until %s, approved by %s)"
                                        .formatted(
                                                one.reason(),
                                                one.owner(),
                                                one.expires(),
                                                one.approvedBy()),
                                Optional.of(one)));
    }

    private static Suppressed because(Finding finding, Cause cause, String reason) {
        return new Suppressed(finding, cause, reason, Optional.empty());
    }

    private static Verdict verdict(
            List<Finding> standing,
            FileAccount files,
            GateSettings settings,
            List<Reason> excused,
            List<Waiver> expired) {
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
        var remarks = new ArrayList<>(excused);
        expired.forEach(one ->
                remarks.add(
                        Reason.of(
                                "expired-waiver",
                                "the waiver of %s for %s expired on %s"
                                        .formatted(one.owner(), one.id(), one.expires()))));
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
        };
    }
}
