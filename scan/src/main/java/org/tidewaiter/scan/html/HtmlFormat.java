package org.tidewaiter.scan.html;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.tidewaiter.scan.report.ReportFormat;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.scan.report.ScanReport;

/// The report as one file for a browser, which loads nothing from anywhere.
///
/// All that is known at a glance is plain HTML and can be read without scripts; the script sorts,
/// filters and shows the evidence, which stands in the page as JSON. The page's own policy allows
/// no script and no style but those two that we wrote, named by their digests.
///
/// @see "HTML Living Standard; Content Security Policy 3"
public final class HtmlFormat implements ReportFormat {
    @Override
    public String name() {
        return "html";
    }

    @Override
    public void write(ScanReport report, ReportStyle style, OutputStream out) throws IOException {
        var html = new Markup();
        html.verbatim("<!doctype html>\n").open("html", "lang", "en").line();
        head(report, html);
        html.open("body").line();
        html.element("a", "Skip to the findings", "class", "skip", "href", "#findings").line();
        PageHeader.write(report, html);
        html.open("main").line();
        FindingsTable.write(report, html);
        ChecksTables.write(report, html);
        PlainSections.write(report, html);
        html.close("main").line();
        html.open("script", "type", "application/json", "id", "data")
                .verbatim(PageData.of(report))
                .close("script")
                .line();
        html.open("script").verbatim(PageParts.SCRIPT).close("script").line();
        html.close("body").line().close("html").line();
        out.write(html.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void head(ScanReport report, Markup html) {
        html.open("head").line();
        html.open("meta", "charset", "utf-8").line();
        html.open("meta", "http-equiv", "Content-Security-Policy", "content", PageParts.policy())
                .line();
        html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .line();
        html.open("meta", "name", "color-scheme", "content", "light dark").line();
        html.open("meta", "name", "referrer", "content", "no-referrer").line();
        html.element(
                        "title",
                        "%s: %s"
                                .formatted(
                                        report.verdict().word(),
                                        report.inventory().source().name()))
                .line();
        html.open("style").verbatim(PageParts.STYLE).close("style").line();
        html.open("script").verbatim(PageParts.FIRST_SCRIPT).close("script").line();
        html.close("head").line();
    }
}
