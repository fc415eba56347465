package org.tidewaiter.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.policy.AdvisoryData;
import org.tidewaiter.policy.GateSettings;
import org.tidewaiter.scan.report.MadeUp;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.scan.report.ScanReport;
import org.tidewaiter.scan.report.ScanRun;
import org.tidewaiter.testkit.Golden;

class ScanPredicateTest {
    private static final ScanRun RUN =
            new ScanRun(
                    Instant.parse("2026-11-22T10:00:00Z"),
                    Instant.parse("2026-11-22T10:00:07Z"),
                    Digest.parse("sha256:" + "5e".repeat(32)).orElseThrow());

    @Test
    void findingsAndWhatWasNotSeenStandInOneList() throws Exception {
        Golden.assertMatches("vulns-0.2.json", text(ScanPredicate.VULNERABILITIES));
    }

    @Test
    void cosignsRecordHasTheWholeReport() throws Exception {
        var out = new ByteArrayOutputStream();
        ReportFormats.named("json").orElseThrow().write(MadeUp.report(), ReportStyle.PLAIN, out);

        var predicate = JsonReader.read(text(ScanPredicate.COSIGN_RECORD).getBytes(UTF_8));

        assertThat(predicate.get("scanner").get("result"))
                .isEqualTo(JsonReader.read(out.toByteArray()));
        assertThat(predicate.get("metadata").text("scanFinishedOn"))
                .isEqualTo("2026-11-22T10:00:07Z");
    }

    @Test
    void aScanByASampleOrByAdvisoriesWithoutADateIsNotAttested() {
        for (var data : List.of(new AdvisoryData(true, 9, List.of()), AdvisoryData.NONE)) {
            assertThatThrownBy(() -> ScanPredicate.VULNERABILITIES.write(by(data), RUN))
                    .hasMessageContaining("no scan can be attested: the advisories");
        }
    }

    private static ScanReport by(AdvisoryData data) {
        return MadeUp.report(List.of(), data, GateSettings.NONE, List.of(), List.of());
    }

    private static String text(ScanPredicate form) throws Exception {
        return new String(form.write(MadeUp.report(), RUN), UTF_8);
    }
}
