package org.tidewaiter.scan.text;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Severity;
import org.tidewaiter.policy.Suppressed;
import org.tidewaiter.scan.escape.MarkdownText;
import org.tidewaiter.scan.report.FlawPage;
import org.tidewaiter.scan.report.ReportFormat;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.scan.report.ScanReport;

/// The report for the comment of a merge request, a job's summary or a ticket: the verdict first,
/// then what the table says, whole.
///
/// @see "GitHub Flavored Markdown"
public final class MarkdownFormat implements ReportFormat {
    @Override
    public String name() {
        return "markdown";
    }

    @Override
    public void write(ScanReport report, ReportStyle style, OutputStream out) throws IOException {
        var page = new StringBuilder();
        page.append("# ").append(MarkdownText.code(report.inventory().source().name()));
        page.append("\n\n**")
                .append(MarkdownText.prose(VerdictSection.text(report)))
                .append("**\n\n");
        report.notes()
                .facts()
                .forEach(reason ->
                        page.append("Note: ")
                                .append(MarkdownText.prose(reason.fact()))
                                .append("\n\n"));
        report.policy()
                .ifPresent(decision ->
                        decision.sentences()
                                .forEach(one ->
                                        page.append("- ")
                                                .append(MarkdownText.prose(one))
                                                .append('\n')));
        if (report.policy().filter(one -> !one.sentences().isEmpty()).isPresent()) {
            page.append('\n');
        }
        facts(report, page);
        findings(report, page);
        checks(report, page);
        fixes(report, page);
        suppressed(report, page);
        list("Not judged", report.unjudged(), page);
        list(
                "Gaps: not read, so what is in them is not known",
                RemainderSection.texts(report.inventory()),
                page);
        out.write(page.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void facts(ScanReport report, StringBuilder page) {
        row(page, List.of("", ""));
        row(page, List.of("---", "---"));
        for (var fact : HeaderSection.facts(report)) {
            row(page, List.of(fact.label(), MarkdownText.prose(fact.text())));
        }
        page.append('\n');
    }

    private static void findings(ScanReport report, StringBuilder page) {
        var flaws = report.vulnerabilities();
        if (flaws.isEmpty()) {
            if (report.findings().isEmpty()) {
                page.append("No findings.\n\n");
            }
            return;
        }
        page.append("## Findings: ").append(counts(flaws)).append("\n\n");
        row(
                page,
                List.of(
                        "Severity",
                        "Flaw",
                        "Package",
                        "Installed",
                        "Fixed in",
                        "Exploit",
                        "Where"));
        row(page, List.of("---", "---", "---", "---", "---", "---", "---"));
        for (var one : FindingRow.of(flaws)) {
            var flaw = one.flaw();
            row(
                    page,
                    List.of(
                            bold(flaw.severity()),
                            "[%s](%s)"
                                    .formatted(
                                            MarkdownText.code(flaw.id()), FlawPage.of(flaw.id())),
                            one.packages().stream()
                                    .map(MarkdownText::code)
                                    .collect(Collectors.joining(", ")),
                            MarkdownText.code(flaw.in().version()),
                            fixed(one),
                            MarkdownText.prose(one.marks()),
                            MarkdownText.code(one.where())));
        }
        page.append('\n');
    }

    private static String counts(List<Finding.Vulnerability> flaws) {
        return Stream.of(Severity.values())
                .sorted(Comparator.reverseOrder())
                .map(severity ->
                        "%d %s"
                                .formatted(
                                        flaws.stream()
                                                .filter(flaw -> flaw.severity() == severity)
                                                .count(),
                                        severity.word()))
                .filter(count -> !count.startsWith("0 "))
                .collect(Collectors.joining(", "));
    }

    private static String bold(Severity severity) {
        return severity.compareTo(Severity.HIGH) >= 0
                ? "**" + severity.word() + "**"
                : severity.word();
    }

    private static String fixed(FindingRow row) {
        return row.flaw().fixedVersions().isEmpty()
                ? MarkdownText.prose(row.fixed())
                : MarkdownText.code(row.fixed());
    }

    private static void checks(ScanReport report, StringBuilder page) {
        for (var kind : Check.Kind.values()) {
            var findings = ChecksSection.of(kind, report);
            if (findings.isEmpty()) {
                continue;
            }
            page.append("## ").append(ChecksSection.heading(kind, findings.size())).append("\n\n");
            row(page, List.of("Severity", "Check", "What", "Where"));
            row(page, List.of("---", "---", "---", "---"));
            for (var one : CheckRow.of(findings)) {
                row(
                        page,
                        List.of(
                                bold(one.check().severity()),
                                MarkdownText.code(one.check().id()),
                                MarkdownText.prose(one.what()),
                                MarkdownText.code(one.where())));
            }
            page.append('\n');
        }
    }

    private static void fixes(ScanReport report, StringBuilder page) {
        if (report.fixes().isEmpty()) {
            return;
        }
        page.append("## What to do\n\n");
        for (var step : report.fixes()) {
            page.append("- ")
                    .append(MarkdownText.code(step.command()))
                    .append(" mends ")
                    .append(step.mended())
                    .append('\n');
        }
        page.append('\n');
    }

    private static void suppressed(ScanReport report, StringBuilder page) {
        if (report.suppressed().isEmpty()) {
            return;
        }
        page.append("## Not counted\n\n");
        row(page, List.of("Flaw", "Package", "Installed", "Cause", "Reason"));
        row(page, List.of("---", "---", "---", "---", "---"));
        report.suppressed().forEach(one -> row(page, cells(one)));
        page.append('\n');
    }

    private static List<String> cells(Suppressed one) {
        return switch (one.finding()) {
            case Finding.Vulnerability flaw ->
                    List.of(
                            MarkdownText.code(flaw.id()),
                            MarkdownText.code(flaw.in().ecosystemName()),
                            MarkdownText.code(flaw.in().version()),
                            one.cause().word().replace('_', ' '),
                            MarkdownText.prose(one.reason()));
            case Finding.OfCheck found ->
                    List.of(
                            MarkdownText.code(found.id()),
                            MarkdownText.code(found.place().words()),
                            "",
                            one.cause().word().replace('_', ' '),
                            MarkdownText.prose(one.reason()));
        };
    }

    private static void list(String heading, List<String> entries, StringBuilder page) {
        if (entries.isEmpty()) {
            return;
        }
        page.append("## ").append(heading).append("\n\n");
        entries.forEach(one -> page.append("- ").append(MarkdownText.prose(one)).append('\n'));
        page.append('\n');
    }

    private static void row(StringBuilder page, List<String> cells) {
        page.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
