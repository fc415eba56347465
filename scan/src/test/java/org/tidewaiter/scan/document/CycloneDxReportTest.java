package org.tidewaiter.scan.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.cyclonedx.Version;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.vulnerability.Vulnerability.Analysis.State;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;
import org.tidewaiter.scan.report.MadeUp;
import org.tidewaiter.scan.report.ScanReport;
import org.tidewaiter.testkit.Golden;

class CycloneDxReportTest {
    @Test
    void theWholeDocumentIsAsKept() throws IOException {
        Golden.assertMatches(
                "document/report.cdx.json", Documents.text(new CycloneDxReport(), MadeUp.report()));
    }

    @Test
    void itFollowsTheOfficialSchema() throws Exception {
        for (var report : Documents.REPORTS) {
            assertThat(new JsonParser().validate(bytes(report), Version.VERSION_16)).isEmpty();
        }
    }

    @Test
    void everyFlawIsOfAComponent() throws Exception {
        var bom = bom();
        var components = bom.getComponents().stream().map(Component::getBomRef).toList();
        assertThat(bom.getVulnerabilities())
                .isNotEmpty()
                .allSatisfy(flaw ->
                        assertThat(flaw.getAffects())
                                .allSatisfy(affect ->
                                        assertThat(components).contains(affect.getRef())));
    }

    @Test
    void theAnalysisSaysWhatIsTrueOfTheFlaw() throws Exception {
        assertThat(bom().getVulnerabilities())
                .filteredOn(flaw -> !flaw.getId().startsWith("CVE-2026-1004"))
                .extracting(flaw -> flaw.getId(), flaw -> flaw.getAnalysis().getState())
                .contains(
                        tuple("CVE-2026-10001", State.EXPLOITABLE),
                        tuple("CVE-2026-10033", State.IN_TRIAGE),
                        tuple("CVE-2026-10060", State.NOT_AFFECTED));
    }

    private static Bom bom() throws Exception {
        return new JsonParser().parse(bytes(MadeUp.report()));
    }

    private static byte[] bytes(ScanReport report) throws IOException {
        return Documents.text(new CycloneDxReport(), report).getBytes(StandardCharsets.UTF_8);
    }
}
