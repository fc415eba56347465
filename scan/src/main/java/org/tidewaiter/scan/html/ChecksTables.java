package org.tidewaiter.scan.html;

import java.util.List;
import org.tidewaiter.model.ByteCount;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.Finding;
import org.tidewaiter.scan.report.ScanReport;
import org.tidewaiter.scan.text.CheckRow;
import org.tidewaiter.scan.text.ChecksSection;

/// What checks found, a table for each kind, and all places of a check behind its row.
final class ChecksTables {
    private static final List<String> COLUMNS = List.of("Severity", "Check", "What", "Where");

    private ChecksTables() {}

    static void write(ScanReport report, Markup html) {
        for (var kind : Check.Kind.values()) {
            var findings = ChecksSection.of(kind, report);
            if (!findings.isEmpty()) {
                write(kind, findings, html);
            }
        }
    }

    private static void write(Check.Kind kind, List<Finding.OfCheck> findings, Markup html) {
        html.open("section", "aria-labelledby", kind.word()).line();
        html.element("h2", ChecksSection.heading(kind, findings.size()), "id", kind.word()).line();
        html.open("table", "class", "checks").line();
        FindingsTable.head(html, COLUMNS, false);
        html.open("tbody").line();
        for (var row : CheckRow.of(findings)) {
            html.open("tr");
            FindingsTable.severity(row.findings().getFirst(), html);
            check(row.check(), html);
            html.open("td").text(row.what()).element("small", row.check().mend()).close("td");
            where(row, html);
            html.close("tr").line();
        }
        html.close("tbody").close("table").close("section").line();
    }

    /// Id and title, the head of the row.
    static void check(Check check, Markup html) {
        html.open("th", "scope", "row").element("span", check.id());
        html.element("small", check.title()).close("th");
    }

    private static void where(CheckRow row, Markup html) {
        html.open("td");
        if (row.findings().size() == 1) {
            html.text(row.where()).close("td");
            return;
        }
        html.open("details").element("summary", row.where()).open("ul");
        for (var one : row.findings()) {
            html.element("li", place(one));
        }
        html.close("ul").close("details").close("td");
    }

    private static String place(Finding.OfCheck one) {
        var place = CheckRow.where(one.place());
        return one instanceof Finding.Clutter clutter && clutter.bytes() > 0
                ? "%s: %s".formatted(place, ByteCount.words(clutter.bytes()))
                : "%s: %s".formatted(place, one.message());
    }
}
