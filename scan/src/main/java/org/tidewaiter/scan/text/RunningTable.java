package org.tidewaiter.scan.text;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tidewaiter.image.engine.RunningContainer;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.Severity;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.scan.report.RunningReport;
import org.tidewaiter.scan.report.RunningReport.Judged;
import org.tidewaiter.scan.report.RunningReport.NotScanned;
import org.tidewaiter.scan.report.RunningReport.Scanned;
import org.tidewaiter.scan.report.ScanReport;
import org.tidewaiter.scan.text.Grid.Cell;
import org.tidewaiter.scan.text.Grid.Column;
import org.tidewaiter.scan.text.Grid.Cut;

/// All that runs, for people: a row for each image, then the report of each, then what could not be
/// scanned, and the decision in the last line.
public final class RunningTable {
    private static final int SHORT_ID = 12;

    private RunningTable() {}

    public static void write(RunningReport report, ReportStyle style, OutputStream out)
            throws IOException {
        var page = new Page(style);
        if (report.images().isEmpty()) {
            page.line(page.ink(Ink.BOLD, "No container runs an image"));
        } else {
            rows(report).write(page);
        }
        for (var image : report.images()) {
            page.blank();
            page.line(page.ink(Ink.FAINT, "-".repeat(Math.min(page.width(), 80))));
            write(image, page);
        }
        notScanned(report, page);
        page.blank();
        page.line(page.ink(ink(report), verdict(report)));
        out.write(page.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Grid rows(RunningReport report) {
        var grid =
                new Grid(
                        List.of(
                                new Column("IMAGE", Cut.END, 16),
                                new Column("ID", Cut.NEVER, 0),
                                new Column("CONTAINERS", Cut.END, 16),
                                new Column("SINCE", Cut.NEVER, 0),
                                new Column("CRITICAL", Cut.NUMBER, 0),
                                new Column("HIGH", Cut.NUMBER, 0),
                                new Column("ALL", Cut.NUMBER, 0),
                                new Column("SECRETS", Cut.NUMBER, 0),
                                new Column("VERDICT", Cut.NEVER, 0)));
        for (var image : report.images()) {
            var scanned =
                    image.outcome() instanceof Scanned(var one)
                            ? Optional.of(one)
                            : Optional.<ScanReport>empty();
            grid.add(
                    List.of(
                            Cell.of(image.name()),
                            Cell.of(image.id().hex().substring(0, SHORT_ID)),
                            Cell.of(
                                    image.containers().stream()
                                            .map(RunningContainer::name)
                                            .collect(Collectors.joining(", "))),
                            Cell.of(earliest(image)),
                            count(scanned, Optional.of(Severity.CRITICAL)),
                            count(scanned, Optional.of(Severity.HIGH)),
                            count(scanned, Optional.empty()),
                            secrets(scanned),
                            scanned.map(one ->
                                            new Cell(one.verdict().word(), Ink.of(one.verdict())))
                                    .orElse(new Cell("not scanned", Ink.BOLD_YELLOW))));
        }
        return grid;
    }

    private static String earliest(Judged image) {
        return image.containers().stream()
                .flatMap(one -> one.startedAt().stream())
                .sorted()
                .map(RunningTable::second)
                .findFirst()
                .orElse("not known");
    }

    private static String second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static Cell count(Optional<ScanReport> report, Optional<Severity> severity) {
        return report.map(one ->
                        one.vulnerabilities().stream()
                                .filter(flaw ->
                                        severity.isEmpty() || flaw.severity() == severity.get())
                                .count())
                .map(number ->
                        new Cell(
                                HeaderSection.number(number),
                                number == 0 ? Ink.FAINT : severity.map(Ink::of).orElse(Ink.PLAIN)))
                .orElse(Cell.of("?"));
    }

    private static Cell secrets(Optional<ScanReport> report) {
        return report.map(one -> ChecksSection.of(Check.Kind.SECRET, one).size())
                .map(number ->
                        new Cell(
                                HeaderSection.number(number),
                                number == 0 ? Ink.FAINT : Ink.BOLD_RED))
                .orElse(Cell.of("?"));
    }

    private static void write(Judged image, Page page) {
        page.field("Runs as", containers(image.containers()));
        page.field("Image id", image.id().toString());
        switch (image.outcome()) {
            case Scanned(var report) -> TableFormat.write(report, page);
            case NotScanned(var problem) -> {
                page.field("Image", image.name());
                page.wrapped("Not scanned: ", 2, problem.what());
                page.wrapped("  mend: ", 2, problem.mend());
            }
        }
    }

    private static String containers(List<RunningContainer> all) {
        return all.stream()
                .map(one ->
                        one.name()
                                + one.startedAt()
                                        .map(time ->
                                                " (%s since %s)"
                                                        .formatted(
                                                                one.engine().word(), second(time)))
                                        .orElse(" (%s)".formatted(one.engine().word())))
                .collect(Collectors.joining(", "));
    }

    private static void notScanned(RunningReport report, Page page) {
        if (!report.withoutImage().isEmpty()) {
            page.blank();
            page.wrapped(
                    "Not scanned, since made of no image: ", 2, containers(report.withoutImage()));
        }
        for (var problem : report.problems()) {
            page.blank();
            page.wrapped("Not asked: ", 2, problem.what());
            page.wrapped("  mend: ", 2, problem.mend());
        }
    }

    private static Ink ink(RunningReport report) {
        if (report.denied() > 0) {
            return Ink.BOLD_RED;
        }
        return report.isComplete() ? Ink.BOLD_GREEN : Ink.BOLD_YELLOW;
    }

    private static String verdict(RunningReport report) {
        var images = Counted.of(report.images().size(), "image");
        var missing = report.isComplete() ? "" : "; not everything that runs was scanned";
        return report.denied() > 0
                ? "Verdict: deny (%,d of %s may not pass%s)"
                        .formatted(report.denied(), images, missing)
                : "Verdict: allow (%s%s)".formatted(images, missing);
    }
}
