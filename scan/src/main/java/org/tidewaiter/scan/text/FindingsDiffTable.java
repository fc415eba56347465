package org.tidewaiter.scan.text;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidewaiter.model.Finding;
import org.tidewaiter.policy.GateRule;
import org.tidewaiter.scan.diff.DiffGate;
import org.tidewaiter.scan.diff.FindingChange;
import org.tidewaiter.scan.diff.FindingChange.Kind;
import org.tidewaiter.scan.diff.FindingsDiff;
import org.tidewaiter.scan.diff.InventoryDiff;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.scan.report.ScanReport;
import org.tidewaiter.scan.text.Grid.Cell;
import org.tidewaiter.scan.text.Grid.Column;
import org.tidewaiter.scan.text.Grid.Cut;

/// For people: in what findings two images differ and why, a part for each kind of change, and what
/// the gate says in the last line.
public final class FindingsDiffTable {
    private FindingsDiffTable() {}

    /// Writes UTF-8.
    ///
    /// @param out stays open
    public static void write(FindingsDiff diff, DiffGate gate, ReportStyle style, OutputStream out)
            throws IOException {
        var page = new Page(style);
        page.field("Before", side(diff.before()));
        page.field("After", side(diff.after()));
        page.field("Changes", counts(diff));
        changes(diff, page);
        RemainderSection.gaps(diff.before().inventory(), diff.after().inventory(), page);
        page.blank();
        NoteLines.write(NoteLines.of(gate.excused()), page);
        NoteLines.write(NoteLines.of(diff), page);
        var denied = gate.denied(diff);
        page.line(page.ink(denied.isEmpty() ? Ink.BOLD_GREEN : Ink.BOLD_RED, verdict(gate, diff)));
        out.write(page.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// The changes alone, a part for each kind.
    static void changes(FindingsDiff diff, Page page) {
        for (var kind : Kind.values()) {
            var changes = diff.of(kind);
            if (!changes.isEmpty()) {
                page.heading(heading(kind));
                rows(changes, diff.after()).write(page);
            }
        }
    }

    private static String side(ScanReport report) {
        var source = report.inventory().source();
        return "%s%s: %s, as of %s"
                .formatted(
                        source.name(),
                        source.digest().map(digest -> " (%s)".formatted(digest)).orElse(""),
                        Counted.of(report.findings().size(), "finding"),
                        report.asOf());
    }

    /// How many changes there are of each kind.
    public static String counts(FindingsDiff diff) {
        var counts =
                Stream.of(Kind.values())
                        .filter(kind -> !diff.of(kind).isEmpty())
                        .map(kind -> diff.of(kind).size() + " " + words(kind))
                        .collect(Collectors.joining(", "));
        return "%s; %d unchanged"
                .formatted(counts.isEmpty() ? "none" : counts, diff.unchanged().size());
    }

    /// What happened, in the words of people.
    public static String words(Kind kind) {
        return switch (kind) {
            case INTRODUCED -> "introduced";
            case DISCLOSED -> "newly disclosed";
            case UNSUPPRESSED -> "no longer suppressed";
            case RERATED -> "re-rated";
            case RESTATED -> "changed in state";
            case UNSEEN -> "not seen";
            case SUPPRESSED -> "suppressed";
            case RETRACTED -> "retracted by advisories";
            case FIXED -> "fixed";
        };
    }

    /// [#words], to stand alone.
    public static String heading(Kind kind) {
        var words = words(kind);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static Grid rows(List<FindingChange> changes, ScanReport after) {
        var grid =
                new Grid(
                        List.of(
                                new Column("SEVERITY", Cut.NEVER, 0),
                                new Column("ID", Cut.NEVER, 0),
                                new Column("PACKAGE", Cut.END, 12),
                                new Column("VERSION", Cut.END, 10),
                                new Column("FIXED IN", Cut.END, 10),
                                new Column("CAUSE", Cut.END, 20)));
        for (var one : changes) {
            var flaw = one.any();
            grid.add(
                    List.of(
                            new Cell(severity(one), Ink.of(flaw.severity())),
                            Cell.of(flaw.id()),
                            Cell.of(flaw.in().ecosystemName()),
                            Cell.of(InventoryDiff.version(flaw.in())),
                            Cell.of(state(one)),
                            Cell.of(CauseWords.of(one.cause(), after))));
        }
        return grid;
    }

    /// With what it was, where it was another.
    public static String severity(FindingChange one) {
        var severity = one.any().severity().word();
        var marks = severity + (isExploited(one.any()) ? " KEV" : "");
        return one.kind() != Kind.RERATED
                ? marks
                : one.before()
                        .map(before ->
                                before.severity().word() + (isExploited(before) ? " KEV" : ""))
                        .map(before -> before + " -> " + marks)
                        .orElse(marks);
    }

    private static boolean isExploited(Finding.Vulnerability flaw) {
        return flaw.exploitSigns().kevAdded().isPresent();
    }

    /// The version that mends it or else the state, with what it was, where it was another.
    public static String state(FindingChange one) {
        var state = state(one.any());
        return one.kind() != Kind.RESTATED
                ? state
                : one.before().map(before -> state(before) + " -> " + state).orElse(state);
    }

    private static String state(Finding.Vulnerability flaw) {
        return flaw.fixedVersions().stream()
                .findFirst()
                .orElseGet(() -> FindingRow.words(flaw.state()));
    }

    /// What the gate says.
    public static String verdict(DiffGate gate, FindingsDiff diff) {
        if (gate.rules().isEmpty()) {
            return "Verdict: allow (no gate was asked for; '--fail-on high' is one)";
        }
        var rules = gate.rules().stream().map(GateRule::word).collect(Collectors.joining(", "));
        int denied = gate.denied(diff).size();
        return denied == 0
                ? "Verdict: allow (nothing new breaks the gate %s)".formatted(rules)
                : "Verdict: deny (%s %s the gate %s)"
                        .formatted(
                                Counted.of(denied, "new finding"),
                                denied == 1 ? "breaks" : "break",
                                rules);
    }
}
