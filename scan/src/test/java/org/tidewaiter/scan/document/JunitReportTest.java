package org.tidewaiter.scan.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.Severity;
import org.tidewaiter.policy.AdvisoryData;
import org.tidewaiter.policy.GateSettings;
import org.tidewaiter.policy.Verdict;
import org.tidewaiter.scan.report.MadeUp;
import org.tidewaiter.scan.report.ScanReport;
import org.tidewaiter.testkit.Golden;
import org.w3c.dom.Element;

class JunitReportTest {
    @Test
    void theWholeReportIsAsKept() throws IOException {
        Golden.assertMatches(
                "document/report.junit.xml", Documents.text(new JunitReport(), MadeUp.report()));
    }

    /// What Ant wrote first, and what Jenkins and GitLab read.
    @Test
    void theCountsOfASuiteAreThoseOfItsCases() throws Exception {
        for (var report : Documents.REPORTS) {
            var root = root(report);
            assertThat(root.getTagName()).isEqualTo("testsuites");
            for (var suite : Xml.elements(root, "testsuite")) {
                assertThat(suite.getAttribute("name")).isNotEmpty();
                assertThat(suite.getAttribute("errors")).isEqualTo("0");
                assertCounts(suite);
                for (var one : Xml.elements(suite, "testcase")) {
                    assertThat(one.getAttribute("name")).isNotEmpty();
                    assertThat(one.getAttribute("classname")).isNotEmpty();
                    assertThat(one.getAttribute("time")).isEqualTo("0");
                }
            }
            assertCounts(root);
        }
    }

    private static void assertCounts(Element element) {
        assertThat(element.getAttribute("tests"))
                .isEqualTo("" + Xml.elements(element, "testcase").size());
        assertThat(element.getAttribute("failures"))
                .isEqualTo("" + Xml.elements(element, "failure").size());
        assertThat(element.getAttribute("skipped"))
                .isEqualTo("" + Xml.elements(element, "skipped").size());
    }

    @Test
    void whatBreaksTheGateFailsAndOtherFindingsAreSkipped() throws Exception {
        var report = MadeUp.report();
        var breaking =
                ((Verdict.Deny) report.verdict())
                        .reasons().stream()
                                .flatMap(reason -> reason.finding().stream())
                                .distinct()
                                .count();
        assertThat(Xml.elements(root(report), "failure")).hasSize((int) breaking + 1);
        assertThat(failing(report, "gate")).isEqualTo(1);
    }

    @Test
    void withoutAGateEveryFindingFails() throws Exception {
        var flaw = MadeUp.flaw("CVE-2026-1", MadeUp.npm("a", "1", "a/package.json"));
        var report =
                MadeUp.report(
                        List.of(flaw.severity(Severity.LOW, 1).build()),
                        new AdvisoryData(false, 1, List.of()),
                        GateSettings.NONE,
                        List.of(),
                        List.of());
        assertThat(failing(report, "npm")).isEqualTo(1);
        assertThat(failing(report, "gate")).isZero();
    }

    private static long failing(ScanReport report, String suite) throws Exception {
        return Xml.elements(root(report), "testsuite").stream()
                .filter(one -> one.getAttribute("name").equals(suite))
                .mapToLong(one -> Xml.elements(one, "failure").size())
                .sum();
    }

    private static Element root(ScanReport report) throws Exception {
        return Xml.read(Documents.text(new JunitReport(), report));
    }
}
