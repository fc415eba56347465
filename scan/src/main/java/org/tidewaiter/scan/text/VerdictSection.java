package org.tidewaiter.scan.text;

import java.util.List;
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
        page.line(page.ink(Ink.of(verdict), text(report)));
    }

    /// The sentence, for example `Verdict: deny (2 findings break the gate high)`.
    public static String text(ScanReport report) {
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
