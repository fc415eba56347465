package org.tidewaiter.scan.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Severity;
import org.tidewaiter.scan.base.BaseImage;
import org.tidewaiter.scan.report.ScanReport;
import org.tidewaiter.scan.text.Grid.Cell;
import org.tidewaiter.scan.text.Grid.Column;
import org.tidewaiter.scan.text.Grid.Cut;

/// How many findings there are, and which.
final class FindingsSection {
    private FindingsSection() {}

    static void write(ScanReport report, Page page) {
        var flaws = report.vulnerabilities();
        if (flaws.isEmpty()) {
            if (report.findings().isEmpty()) {
                page.heading("No findings");
            }
            return;
        }
        page.blank();
        counts(flaws).write(page);
        page.blank();
        rows(flaws, report.base()).write(page);
        page.line(page.ink(Ink.FAINT, "'tidewaiter explain IMAGE ID' says why and where"));
    }

    private static Grid counts(List<Finding.Vulnerability> flaws) {
        var severities =
                Stream.of(Severity.values())
                        .sorted((a, b) -> b.compareTo(a))
                        .filter(one ->
                                one.compareTo(Severity.LOW) >= 0
                                        || flaws.stream().anyMatch(flaw -> flaw.severity() == one))
                        .toList();
        var columns = new ArrayList<Column>();
        columns.add(new Column("", Cut.NEVER, 0));
        severities.forEach(one -> columns.add(new Column(one.word(), Cut.NUMBER, 0)));
        columns.add(new Column("all", Cut.NUMBER, 0));
        var grid = new Grid(columns);
        grid.add(counts("Findings", flaws, severities, _ -> true));
        grid.add(counts("with a fix", flaws, severities, one -> !one.fixedVersions().isEmpty()));
        grid.add(
                counts(
                        "known exploited",
                        flaws,
                        severities,
                        one -> one.exploitSigns().kevAdded().isPresent()));
        return grid;
    }

    private static List<Cell> counts(
            String label,
            List<Finding.Vulnerability> flaws,
            List<Severity> severities,
            Predicate<Finding.Vulnerability> wanted) {
        var row = new ArrayList<Cell>();
        row.add(Cell.of(label));
        for (var severity : severities) {
            long count =
                    flaws.stream()
                            .filter(wanted)
                            .filter(flaw -> flaw.severity() == severity)
                            .count();
            row.add(
                    new Cell(
                            HeaderSection.number(count),
                            count == 0 ? Ink.FAINT : Ink.of(severity)));
        }
        row.add(Cell.of(HeaderSection.number(flaws.stream().filter(wanted).count())));
        return row;
    }

    /// A line for each, however they are counted.
    ///
    /// @param base where it is known, a column says whose a package is
    static Grid rows(List<Finding.Vulnerability> flaws, Optional<BaseImage> base) {
        var columns =
                new ArrayList<>(
                        List.of(
                                new Column("SEVERITY", Cut.NEVER, 0),
                                new Column("ID", Cut.NEVER, 0),
                                new Column("PACKAGE", Cut.END, 12),
                                new Column("INSTALLED", Cut.END, 10),
                                new Column("FIXED IN", Cut.END, 10),
                                new Column("EXPLOIT", Cut.NEVER, 0),
                                new Column("WHERE", Cut.START_OR_ALL, 14)));
        base.ifPresent(_ -> columns.add(new Column("PART", Cut.NEVER, 0)));
        var grid = new Grid(columns);
        for (var row : FindingRow.of(flaws)) {
            var flaw = row.flaw();
            var cells =
                    new ArrayList<>(
                            List.of(
                                    new Cell(
                                            flaw.severity().word().toUpperCase(Locale.ROOT),
                                            Ink.of(flaw.severity())),
                                    Cell.of(flaw.id()),
                                    Cell.of(row.packageText()),
                                    Cell.of(flaw.in().version()),
                                    new Cell(
                                            row.fixed(),
                                            flaw.fixedVersions().isEmpty() ? Ink.FAINT : Ink.PLAIN),
                                    new Cell(
                                            row.marks(),
                                            flaw.exploitSigns().kevAdded().isPresent()
                                                    ? Ink.BOLD_RED
                                                    : Ink.PLAIN),
                                    Cell.of(row.where())));
            base.ifPresent(one -> cells.add(Cell.of(one.part(row.locations()).word())));
            grid.add(cells);
        }
        return grid;
    }
}
