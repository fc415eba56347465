package org.tidewaiter.scan.text;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.tidewaiter.policy.GateRule;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.scan.rescan.RescanReport;

/// For people: what became of the findings of each inventory.
public final class RescanTable {
    private RescanTable() {}

    /// Writes UTF-8.
    ///
    /// @param out stays open
    public static void write(RescanReport report, ReportStyle style, OutputStream out)
            throws IOException {
        var page = new Page(style);
        for (var one : report.entries()) {
            entry(one, page);
        }
        NoteLines.write(NoteLines.of(report.gate().excused()), page);
        page.line(
                page.ink(
                        report.denied() > 0 || !report.isComplete() ? Ink.BOLD_RED : Ink.BOLD_GREEN,
                        sum(report)));
        out.write(page.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void entry(RescanReport.Entry one, Page page) {
        page.field("Inventory", one.name());
        switch (one.outcome()) {
            case RescanReport.First(var report) -> {
                page.field(
                        "Findings",
                        "%s; matched for the first time"
                                .formatted(Counted.of(report.findings().size(), "finding")));
                NoteLines.of(report.notes()).forEach(line -> page.field("Note", line));
                RemainderSection.gaps("Gap", report.inventory(), page);
            }
            case RescanReport.Compared(var diff) -> {
                page.field(
                        "Findings",
                        "%s; since %s: %s"
                                .formatted(
                                        Counted.of(diff.after().findings().size(), "finding"),
                                        diff.before().asOf(),
                                        FindingsDiffTable.counts(diff)));
                NoteLines.of(diff).forEach(line -> page.field("Note", line));
                var before = diff.before().inventory();
                var after = diff.after().inventory();
                if (before.gaps().equals(after.gaps())) {
                    RemainderSection.gaps("Gap", after, page);
                } else {
                    RemainderSection.gaps("Gap before", before, page);
                    RemainderSection.gaps("Gap after", after, page);
                }
                FindingsDiffTable.changes(diff, page);
            }
            case RescanReport.Unreadable(var problem) ->
                    page.field("Problem", "%s: %s".formatted(problem.code(), problem.what()));
        }
        page.blank();
    }

    private static String sum(RescanReport report) {
        var rules =
                report.gate().rules().stream()
                        .map(GateRule::word)
                        .collect(Collectors.joining(", "));
        long unread =
                report.entries().stream()
                        .filter(one -> one.outcome() instanceof RescanReport.Unreadable)
                        .count();
        return "%s of %s or more in %s%s"
                .formatted(
                        Counted.of(report.denied(), "new finding"),
                        rules,
                        counted(report.entries().size()),
                        unread == 0 ? "" : ", of which %d could not be read".formatted(unread));
    }

    private static String counted(int inventories) {
        return inventories + (inventories == 1 ? " inventory" : " inventories");
    }
}
