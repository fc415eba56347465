package org.tidewaiter.scan.html;

import org.tidewaiter.scan.report.ScanReport;
import org.tidewaiter.scan.text.HeaderSection;
import org.tidewaiter.scan.text.VerdictSection;

/// The verdict, and on what it rests.
final class PageHeader {
    private PageHeader() {}

    static void write(ScanReport report, Markup html) {
        html.open("header").line();
        html.open("div", "class", "bar");
        html.element("p", "Tidewaiter " + report.toolVersion(), "class", "brand");
        html.element(
                "button",
                "Dark",
                "type",
                "button",
                "id",
                "theme",
                "aria-pressed",
                "false",
                "hidden",
                "");
        html.close("div").line();
        html.element("h1", report.inventory().source().name()).line();
        html.element(
                        "p",
                        VerdictSection.text(report),
                        "id",
                        "verdict",
                        "class",
                        "verdict " + (report.isGated() ? report.verdict().word() : "ungated"))
                .line();
        notes(report, html);
        policy(report, html);
        html.open("dl", "class", "facts").line();
        for (var fact : HeaderSection.facts(report)) {
            html.open("div").element("dt", fact.label()).element("dd", fact.text()).close("div");
            html.line();
        }
        html.close("dl").line();
        html.close("header").line();
    }

    private static void policy(ScanReport report, Markup html) {
        report.policy().stream()
                .flatMap(decision -> decision.sentences().stream())
                .forEach(one -> html.element("p", one, "class", "note").line());
    }

    /// Reasons that are of no finding: old data, an expired waiver.
    private static void notes(ScanReport report, Markup html) {
        for (var reason : report.notes().facts()) {
            html.element("p", "Note: " + reason.fact(), "class", "note").line();
        }
    }
}
