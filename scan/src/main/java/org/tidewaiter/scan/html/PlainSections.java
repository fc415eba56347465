package org.tidewaiter.scan.html;

import java.util.List;
import java.util.stream.Collectors;
import org.tidewaiter.model.ByteCount;
import org.tidewaiter.model.Finding;
import org.tidewaiter.policy.Waiver;
import org.tidewaiter.scan.report.FixStep;
import org.tidewaiter.scan.report.ScanReport;
import org.tidewaiter.scan.text.CheckRow;
import org.tidewaiter.scan.text.RemainderSection;

/// What to do, what does not count, what was not judged and what could not be read.
final class PlainSections {
    private PlainSections() {}

    static void write(ScanReport report, Markup html) {
        fixes(report.fixes(), html);
        suppressed(report, html);
        history(report, html);
        list("Not judged", "unjudged", report.unjudged(), html);
        list(
                "Gaps: not read, so what is in them is not known",
                "gaps",
                RemainderSection.texts(report.inventory()),
                html);
        list(
                "Expired waivers",
                "expired",
                report.expired().stream().map(PlainSections::text).toList(),
                html);
    }

    private static void fixes(List<FixStep> steps, Markup html) {
        if (steps.isEmpty()) {
            return;
        }
        html.open("section", "aria-labelledby", "fixes").line();
        html.element("h2", "What to do", "id", "fixes").line();
        html.open("ol", "class", "steps").line();
        for (var step : steps) {
            html.open("li").element("code", step.command());
            html.open("details").element("summary", "mends %d".formatted(step.mended())).open("ul");
            for (var upgrade : step.upgrades()) {
                html.element(
                        "li",
                        "%s %s → %s: %s"
                                .formatted(
                                        upgrade.purl().ecosystemName(),
                                        upgrade.purl().version(),
                                        upgrade.to(),
                                        String.join(", ", upgrade.ids())));
            }
            html.close("ul").close("details").close("li").line();
        }
        html.close("ol").close("section").line();
    }

    /// Their evidence follows that of the findings in the data of the page.
    private static void suppressed(ScanReport report, Markup html) {
        if (report.suppressed().isEmpty()) {
            return;
        }
        html.open("section", "aria-labelledby", "suppressed").line();
        html.element("h2", "Not counted", "id", "suppressed").line();
        html.open("details").element("summary", counts(report)).line();
        html.open("table", "id", "uncounted").line();
        FindingsTable.head(
                html,
                List.of("Severity", "Flaw", "Package", "Installed", "Cause", "Reason"),
                false);
        html.open("tbody").line();
        int index = report.vulnerabilities().size();
        for (var one : report.suppressed()) {
            switch (one.finding()) {
                case Finding.Vulnerability flaw -> {
                    html.open("tr", "data-i", String.valueOf(index++));
                    FindingsTable.severity(flaw, html);
                    FindingsTable.flaw(flaw, html);
                    html.element("td", flaw.in().ecosystemName());
                    html.element("td", flaw.in().version());
                    html.element("td", one.cause().word().replace('_', ' '));
                    html.element("td", one.reason()).close("tr").line();
                }
                case Finding.OfCheck found -> {
                    html.open("tr");
                    FindingsTable.severity(found, html);
                    ChecksTables.check(found.check(), html);
                    html.element("td", CheckRow.where(found.place()));
                    html.element("td", "");
                    html.element("td", one.cause().word().replace('_', ' '));
                    html.element("td", one.reason()).close("tr").line();
                }
            }
        }
        html.close("tbody").close("table").close("details").close("section").line();
    }

    private static void history(ScanReport report, Markup html) {
        var steps = report.facts().history().steps();
        if (steps.isEmpty()) {
            return;
        }
        html.open("section", "aria-labelledby", "history").line();
        html.element("h2", "How it was made", "id", "history").line();
        html.open("details").element("summary", "steps: %d".formatted(steps.size())).line();
        html.open("table", "class", "checks").line();
        FindingsTable.head(html, List.of("Layer", "Instruction", "Unpacked", "As stored"), false);
        html.open("tbody").line();
        for (var step : steps) {
            boolean made = step.layer().isPresent();
            html.open("tr").element("td", made ? String.valueOf(step.layer().getAsInt()) : "");
            html.open("td").element("code", step.instruction()).close("td");
            html.element("td", made ? ByteCount.words(step.addedBytes()) : "");
            html.element("td", made ? ByteCount.words(step.compressedBytes()) : "");
            html.close("tr").line();
        }
        html.close("tbody").close("table").close("details").close("section").line();
    }

    private static String counts(ScanReport report) {
        return report.notes().suppressed().entrySet().stream()
                .map(one -> one.getValue() + " " + one.getKey().word().replace('_', ' '))
                .collect(Collectors.joining(", "));
    }

    private static String text(Waiver waiver) {
        return "%s, by %s, until %s: %s"
                .formatted(waiver.id(), waiver.owner(), waiver.expires(), waiver.reason());
    }

    private static void list(String heading, String id, List<String> entries, Markup html) {
        if (entries.isEmpty()) {
            return;
        }
        html.open("section", "aria-labelledby", id).line();
        html.element("h2", heading, "id", id).line();
        html.open("ul").line();
        entries.forEach(one -> html.element("li", one).line());
        html.close("ul").close("section").line();
    }
}
