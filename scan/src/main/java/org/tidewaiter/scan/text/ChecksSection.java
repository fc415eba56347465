package org.tidewaiter.scan.text;

import java.util.List;
import java.util.Locale;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.Finding;
import org.tidewaiter.scan.report.ScanReport;
import org.tidewaiter.scan.text.Grid.Cell;
import org.tidewaiter.scan.text.Grid.Column;
import org.tidewaiter.scan.text.Grid.Cut;

/// What checks found, kind by kind.
public final class ChecksSection {
    private ChecksSection() {}

    static void write(ScanReport report, Page page) {
        for (var kind : Check.Kind.values()) {
            var findings = of(kind, report);
            if (!findings.isEmpty()) {
                page.heading(heading(kind, findings.size()));
                rows(findings).write(page);
            }
        }
    }

    /// The findings of one kind, in the order of the report.
    public static List<Finding.OfCheck> of(Check.Kind kind, ScanReport report) {
        return report.checked().stream().filter(one -> one.check().kind() == kind).toList();
    }

    /// As `Secrets: 3`.
    public static String heading(Check.Kind kind, int count) {
        return "%s: %s".formatted(word(kind), HeaderSection.number(count));
    }

    private static String word(Check.Kind kind) {
        return switch (kind) {
            case SECRET -> "Secrets";
            case SETTING -> "Settings";
            case CLUTTER -> "Clutter";
            case LICENCE -> "Licences";
            case REPORTED -> "Reported by other tools";
        };
    }

    static Grid rows(List<? extends Finding.OfCheck> findings) {
        var grid =
                new Grid(
                        List.of(
                                new Column("SEVERITY", Cut.NEVER, 0),
                                new Column("CHECK", Cut.NEVER, 0),
                                new Column("WHAT", Cut.END, 24),
                                new Column("WHERE", Cut.START_OR_ALL, 20)));
        for (var row : CheckRow.of(findings)) {
            var severity = row.check().severity();
            grid.add(
                    List.of(
                            new Cell(severity.word().toUpperCase(Locale.ROOT), Ink.of(severity)),
                            Cell.of(row.check().id()),
                            Cell.of(row.what()),
                            Cell.of(row.where())));
        }
        return grid;
    }
}
