package org.tidewaiter.scan.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.FileAccount;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.model.Platform;
import org.tidewaiter.model.Severity;
import org.tidewaiter.model.VexStatement;
import org.tidewaiter.policy.AdvisoryData;
import org.tidewaiter.policy.Decisions;
import org.tidewaiter.policy.GateSettings;
import org.tidewaiter.policy.Judgement;
import org.tidewaiter.policy.Suppressed;
import org.tidewaiter.policy.Suppressed.Cause;
import org.tidewaiter.policy.Waiver;
import org.tidewaiter.scan.report.MadeUp;
import org.tidewaiter.scan.report.ScanReport;
import org.tidewaiter.testkit.Golden;
import org.tidewaiter.vulnerability.vex.VexDocuments;

class OpenVexReportTest {
    private static final String LODASH = "app/node_modules/lodash/package.json";
    private static final List<Finding> FINDINGS =
            List.of(
                    MadeUp.flaw("CVE-1", MadeUp.npm("lodash", "4.17.20", LODASH))
                            .severity(Severity.HIGH, 7.5)
                            .build(),
                    MadeUp.flaw("CVE-1", MadeUp.npm("lodash", "4.17.19", LODASH))
                            .severity(Severity.HIGH, 7.5)
                            .build(),
                    MadeUp.flaw("CVE-2", MadeUp.deb("curl", "libcurl4", "7.88.1-10"))
                            .severity(Severity.LOW, 3)
                            .build());
    private static final Decisions WAIVED = waiver(Optional.empty());

    @Test
    void theWholeDocumentIsAsKept() throws IOException {
        Golden.assertMatches("document/report.openvex.json", text(MadeUp.report()));
    }

    @Test
    void whatWasWaivedIsClearedByReadingItAgain() throws Exception {
        for (var source : List.of(registry("3f"), layout("3f"), engine("3f"), folder("rootfs"))) {
            var waived = report(source, WAIVED);
            var again = report(source, read(text(waived)));
            assertThat(again.findings()).isEqualTo(waived.findings()).hasSize(1);
            assertThat(again.suppressed())
                    .extracting(Suppressed::cause)
                    .containsExactly(Cause.VEX, Cause.VEX);
        }
    }

    @Test
    void anImageIsTheSameByItsDigestWhereverItIs() throws Exception {
        var vex = read(text(report(registry("3f"), WAIVED)));
        assertThat(report(layout("3f"), vex).findings()).hasSize(1);
    }

    @Test
    void anotherBuildOfTheImageIsNotCleared() throws Exception {
        for (var source : List.of(registry("3f"), engine("3f"), folder("rootfs"))) {
            var vex = read(text(report(source, WAIVED)));
            for (var other : List.of(registry("4e"), engine("4e"), folder("other"))) {
                assertThat(report(other, vex).suppressed()).isEmpty();
            }
        }
    }

    @Test
    void whatVexClearedIsWrittenAgainWithWhoSaidIt() throws Exception {
        var cleared = text(report(registry("3f"), read(text(report(registry("3f"), WAIVED)))));
        assertThat(cleared)
                .contains("\"status_notes\": \"so says ann@example.org at 2026-11-22T00:00:00Z in");
        assertThat(report(registry("3f"), read(cleared)).findings()).hasSize(1);
    }

    @Test
    void aWaiverOfOnePathClearsNothingElsewhere() throws Exception {
        var findings =
                List.<Finding>of(
                        MadeUp.flaw("CVE-1", MadeUp.npm("lodash", "4.17.20", LODASH)).build(),
                        MadeUp.flaw("CVE-1", MadeUp.npm("lodash", "4.17.20", "srv/" + LODASH))
                                .build());
        var waived = report(findings, registry("3f"), waiver(Optional.of("app/**")));
        assertThat(waived.findings()).hasSize(1);
        var again = report(findings, registry("3f"), read(text(waived)));
        assertThat(again.findings()).isEqualTo(findings);
    }

    @Test
    void theIdIsOfTheContent() throws IOException {
        var first = text(report(registry("3f"), WAIVED));
        assertThat(text(report(registry("3f"), WAIVED))).isEqualTo(first);
        var id = first.lines().filter(line -> line.contains("\"@id\": \"urn:")).findFirst();
        assertThat(text(report(registry("4e"), WAIVED))).doesNotContain(id.orElseThrow());
    }

    private static Decisions waiver(Optional<String> path) {
        return Decisions.ofWaivers(
                List.of(
                        new Waiver(
                                "CVE-1",
                                Optional.empty(),
                                Optional.empty(),
                                path,
                                "ann@example.org",
                                "never called",
                                MadeUp.TODAY,
                                "ben@example.org")));
    }

    private static ScanReport report(ImageSource source, Decisions decisions) {
        return report(FINDINGS, source, decisions);
    }

    private static ScanReport report(
            List<Finding> findings, ImageSource source, Decisions decisions) {
        var inventory =
                new Inventory(source, Optional.empty(), List.of(), FileAccount.NONE, List.of());
        var judgement =
                Judgement.of(
                        findings, inventory, decisions, GateSettings.NONE, List.of(), MadeUp.TODAY);
        return new ScanReport(
                "0.1.0",
                MadeUp.TODAY,
                inventory,
                LayerScope.SQUASHED,
                Optional.empty(),
                new AdvisoryData(true, 1, List.of()),
                judgement.standing(),
                judgement.suppressed(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                judgement.verdict());
    }

    private static String text(ScanReport report) throws IOException {
        return Documents.text(new OpenVexReport(), report);
    }

    private static Decisions read(String json) throws Exception {
        var reading = VexDocuments.read("a.json", false, json.getBytes(StandardCharsets.UTF_8));
        assertThat(reading.remarks()).isEmpty();
        List<VexStatement> statements = reading.statements();
        return new Decisions(List.of(), statements, List.of());
    }

    private static ImageSource registry(String hex) {
        return source("registry", "registry.example/shop/web:1", digest(hex), digest("00"));
    }

    private static ImageSource layout(String hex) {
        return source("layout", "build/Web App:1", digest(hex), digest("00"));
    }

    private static ImageSource engine(String configHex) {
        return source("docker", "docker:shop/web:1", Optional.empty(), digest(configHex));
    }

    private static ImageSource folder(String name) {
        return source("directory", "dir:" + name, Optional.empty(), Optional.empty());
    }

    private static ImageSource source(
            String kind, String name, Optional<Digest> digest, Optional<Digest> configuration) {
        return new ImageSource(
                kind, name, digest, configuration, Platform.parse("linux/amd64"), List.of());
    }

    private static Optional<Digest> digest(String hex) {
        return Digest.parse("sha256:" + hex.repeat(32));
    }
}
