package org.tidewaiter.scan.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Severity;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.policy.AdvisoryData;
import org.tidewaiter.policy.GateSettings;
import org.tidewaiter.scan.report.MadeUp;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.scan.report.ScanReport;
import org.tidewaiter.testkit.Golden;

class HtmlFormatTest {
    private static final Pattern OURS =
            Pattern.compile("(<(style|script)>).*?(</\\2>)", Pattern.DOTALL);
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>");

    @Test
    void thePageIsAsKept() throws IOException {
        Golden.assertMatches("html/report.html", withoutOurs(text(MadeUp.report())));
    }

    @Test
    void anImageWithoutFindingsSaysOnWhatThatRests() throws IOException {
        Golden.assertMatches("html/report-empty.html", withoutOurs(text(MadeUp.empty())));
    }

    @Test
    void theSameReportGivesTheSameBytes() throws IOException {
        assertThat(text(MadeUp.report())).isEqualTo(text(MadeUp.report()));
    }

    @Test
    void thePageNamesNothingThatABrowserWouldLoad() throws IOException {
        assertThat(text(MadeUp.report()))
                .doesNotContainPattern("(?i)\\s(src|srcset|data|poster|background|action)=")
                .doesNotContainPattern("(?i)<(link|iframe|img|object|embed|base)\\b")
                .doesNotContainPattern("(?i)@import|url\\(")
                .contains("default-src 'none'".replace("'", "&#39;"));
    }

    @Test
    void everyRowHasItsEvidence() throws Exception {
        var page = text(MadeUp.report());
        var found = DATA.matcher(page);
        assertThat(found.find()).isTrue();
        var data = JsonReader.read(found.group(1).getBytes(StandardCharsets.UTF_8));
        var rows =
                Pattern.compile("<tr data-i=\"(\\d+)\".*?<th scope=\"row\"><span>(.*?)</span>")
                        .matcher(page)
                        .results()
                        .toList();
        assertThat(rows)
                .hasSize(
                        MadeUp.report().vulnerabilities().size()
                                + (int)
                                        MadeUp.report().suppressed().stream()
                                                .filter(one ->
                                                        one.finding()
                                                                instanceof Finding.Vulnerability)
                                                .count())
                .allSatisfy(row -> {
                    var finding = data.get("findings").items().get(Integer.parseInt(row.group(1)));
                    assertThat(finding.text("id")).isEqualTo(row.group(2));
                    assertThat(finding.get("evidence").items()).isNotEmpty();
                });
        assertThat(data.get("packages").items()).hasSizeLessThan(rows.size());
    }

    @Test
    void threeThousandFindingsAreAFewMegabytes() throws IOException {
        var flaws = new ArrayList<Finding.Vulnerability>();
        for (int i = 0; i < 3_000; i++) {
            var one = MadeUp.deb("source" + i / 20, "package" + i / 10, "1.2.3-" + i / 10);
            flaws.add(
                    MadeUp.flaw("CVE-2026-%d".formatted(20_000 + i), one)
                            .severity(i % 2 == 0 ? Severity.HIGH : Severity.LOW, 5)
                            .title(
                                    "a title of the usual length, which says what is wrong and where")
                            .fix("1.2.4")
                            .build());
        }
        var report =
                MadeUp.report(
                        flaws,
                        new AdvisoryData(false, 1, List.of()),
                        GateSettings.NONE,
                        List.of(),
                        List.of());
        assertThat(text(report)).hasSizeLessThan(4_000_000);
    }

    /// Our style and script are not part of what is kept.
    private static String withoutOurs(String page) {
        return OURS.matcher(page)
                .replaceAll("$1$3")
                .replaceAll("sha256-[^&]+&#39;", "sha256-…&#39;");
    }

    private static String text(ScanReport report) throws IOException {
        var out = new ByteArrayOutputStream();
        new HtmlFormat().write(report, ReportStyle.PLAIN, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
