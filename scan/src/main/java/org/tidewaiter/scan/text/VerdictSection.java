package org.tidewaiter.scan.text;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.tidewaiter.policy.GateRule;
import org.tidewaiter.policy.Reason;
import org.tidewaiter.policy.Verdict;
import org.tidewaiter.scan.report.ScanReport;

/// The decision, in the last line.
public final class VerdictSection {
    private VerdictSection() {}

    static void write(ScanReport report, Page page) {
        var verdict = report.verdict();
        page.blank();
        NoteLines.write(NoteLines.of(report.notes().facts()), page);
        report.policy()
                .ifPresent(decision ->
                        decision.sentences().forEach(one -> page.wrapped("", 2, capitalised(one))));
        page.line(page.ink(Ink.of(verdict), text(report)));
    }

    private static String capitalised(String sentence) {
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }

    /// The sentence, for example `Verdict: deny (2 findings break the gate high)`.
    public static String text(ScanReport report) {
        if (report.policy().isEmpty()) {
            return ofGate(report);
        }
        var decision = report.policy().get();
        return "Verdict: %s (%s%s)"
                .formatted(report.verdict().word(), breaking(report), decision.summary());
    }

    /// What breaks the gate that was asked for beside a policy, if anything does.
    private static String breaking(ScanReport report) {
        if (report.verdict() instanceof Verdict.Deny deny) {
            var words = report.rules().stream().map(GateRule::word).toList();
            boolean broken =
                    deny.reasons().stream()
                            .anyMatch(
                                    one -> one.finding().isPresent() || words.contains(one.rule()));
            return broken
                    ? "%s the gate %s; "
                            .formatted(breakers(deny, report.rules()), String.join(", ", words))
                    : "";
        }
        return "";
    }

    private static String ofGate(ScanReport report) {
        var gate = report.rules().stream().map(GateRule::word).collect(Collectors.joining(", "));
        return switch (report.verdict()) {
            case Verdict.Allow _ ->
                    gate.isEmpty()
                            ? "Verdict: allow (no gate was asked for; '--fail-on high' is one)"
                            : "Verdict: allow (no finding breaks the gate %s)".formatted(gate);
            case Verdict.Warn _ ->
                    gate.isEmpty()
                            ? "Verdict: warn (no gate was asked for)"
                            : "Verdict: warn (no finding breaks the gate %s)".formatted(gate);
            case Verdict.Deny deny ->
                    "Verdict: deny (%s the gate %s)"
                            .formatted(breakers(deny, report.rules()), gate);
        };
    }

    private static String breakers(Verdict.Deny deny, List<GateRule> rules) {
        long count =
                deny.reasons().stream()
                        .map(Reason::finding)
                        .flatMap(finding -> finding.stream())
                        .distinct()
                        .count();
        var findings = Counted.of(count, "finding");
        var words = rules.stream().map(GateRule::word).toList();
        boolean files =
                deny.reasons().stream()
                        .anyMatch(one -> one.finding().isEmpty() && words.contains(one.rule()));
        if (!files) {
            return findings + (count == 1 ? " breaks" : " break");
        }
        return (count == 0 ? "" : findings + " and ") + "unexplained files break";
    }
}
