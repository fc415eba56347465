package org.tidewaiter.scan.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.tidewaiter.scan.report.MadeUp;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.scan.report.ScanReport;
import org.tidewaiter.testkit.Golden;

class MarkdownFormatTest {
    @Test
    void theWholeReportIsAsKept() throws IOException {
        Golden.assertMatches("text/report.md", text(MadeUp.report()));
    }

    @Test
    void anImageWithoutFindingsSaysOnWhatThatRests() throws IOException {
        Golden.assertMatches("text/report-empty.md", text(MadeUp.empty()));
    }

    @Test
    void itIsRenderedAsHeadingsTablesAndLists() throws IOException {
        var page = rendered(text(MadeUp.report()));
        assertThat(page.select("h2").eachText())
                .containsExactly(
                        "Findings: 4 critical, 7 high, 6 medium, 4 low, 1 negligible, 1 unknown",
                        "Secrets: 2",
                        "Settings: 2",
                        "Clutter: 2",
                        "Licences: 1",
                        "What to do",
                        "Not counted",
                        "Not judged",
                        "Gaps: not read, so what is in them is not known");
        var findings = page.select("table").get(1).select("tbody tr");
        assertThat(findings).allSatisfy(row -> assertThat(row.select("td")).hasSize(7));
        assertThat(findings.select("a").eachAttr("href").getFirst())
                .isEqualTo("https://nvd.nist.gov/vuln/detail/CVE-2026-10001");
        assertThat(findings.eachText())
                .anyMatch(row -> row.contains("libssl3, openssl 3.0.14-1~deb12u1"));
    }

    static Document rendered(String markdown) {
        var extensions = List.of(TablesExtension.create());
        var parsed = Parser.builder().extensions(extensions).build().parse(markdown);
        return Jsoup.parse(HtmlRenderer.builder().extensions(extensions).build().render(parsed));
    }

    private static String text(ScanReport report) throws IOException {
        var out = new ByteArrayOutputStream();
        new MarkdownFormat().write(report, ReportStyle.PLAIN, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
