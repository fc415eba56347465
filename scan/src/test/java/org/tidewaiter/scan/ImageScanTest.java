package org.tidewaiter.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.tidewaiter.scan.FewAdvisories.advisory;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.image.cache.LayerCache;
import org.tidewaiter.image.pass.PassOptions;
import org.tidewaiter.image.pass.Progress;
import org.tidewaiter.image.registry.RegistryOptions;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.model.Severity;
import org.tidewaiter.policy.AdvisoryData;
import org.tidewaiter.policy.DataLimits;
import org.tidewaiter.policy.FindingFilter;
import org.tidewaiter.policy.GateRule;
import org.tidewaiter.policy.GateSettings;
import org.tidewaiter.policy.Verdict;
import org.tidewaiter.policy.Waiver;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.scan.report.ScanReport;
import org.tidewaiter.scan.report.Scanner;
import org.tidewaiter.scan.report.Support;
import org.tidewaiter.testkit.packages.ApkInstalled;

class ImageScanTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final AdvisoryData FRESH =
            new AdvisoryData(
                    false, 2, List.of(new AdvisoryData.Feed("made-up", Optional.of(TODAY), 2)));
    private static final FewAdvisories ADVISORIES =
            new FewAdvisories(
                    List.of(
                            advisory("CVE-2026-1", "Alpine:v3.20", "openssl", "3.3.2-r1", "high"),
                            advisory("CVE-2026-2", "npm", "lodash", "4.17.21", "critical")));

    @TempDir private Path root;

    @BeforeEach
    void anAlpineWithAProgramOfNode() throws Exception {
        write(
                "etc/os-release",
                "ID=alpine\nVERSION_ID=3.20.3\nPRETTY_NAME=\"Alpine Linux v3.20\"\n");
        write(
                "lib/apk/db/installed",
                ApkInstalled.apkInstalled()
                        .withOrigin("libssl3", "3.3.2-r0", "openssl", "lib/libssl.so.3")
                        .text());
        write(
                "app/node_modules/lodash/package.json",
                "{\"name\": \"lodash\", \"version\": \"4.17.20\"}");
    }

    @Test
    void aFlawOfTheDistributionAndOneOfALanguageAreFound() throws Exception {
        var report = scan(context(GateSettings.NONE, FRESH, List.of()));
        assertThat(report.vulnerabilities())
                .extracting(flaw -> flaw.id() + " " + flaw.in().ecosystemName())
                .containsExactly("CVE-2026-2 lodash", "CVE-2026-1 libssl3");
        assertThat(report.support().orElseThrow().status(TODAY)).isEqualTo(Support.Status.ENDED);
        assertThat(report.fixes())
                .extracting(step -> step.command())
                .containsExactly(
                        "apk upgrade --update-cache libssl3", "npm install lodash@4.17.21");
        assertThat(report.verdict()).isEqualTo(new Verdict.Allow());
    }

    @Test
    void theGateDeniesWhatBreaksIt() throws Exception {
        var report = scan(context(gate(Severity.CRITICAL), FRESH, List.of()));
        assertThat(report.verdict().reasons())
                .extracting(reason -> reason.fact())
                .containsExactly("CVE-2026-2 in pkg:npm/lodash@4.17.20 is critical");
    }

    @Test
    void aWaiverOfTheScannerCountsAndOneInTheImageDoesNot() throws Exception {
        var waiver =
                new Waiver(
                        "CVE-2026-2",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "ann",
                        "not reachable",
                        TODAY,
                        "ben");
        write(
                "tidewaiter.yaml",
                """
                waivers:
                  - id: CVE-2026-2
                    owner: eve
                    approved-by: mallory
                    reason: hide it
                    expires: 2099-01-01
                """);
        var gate = gate(Severity.CRITICAL);
        assertThat(scan(context(gate, FRESH, List.of())).verdict())
                .isInstanceOf(Verdict.Deny.class);
        assertThat(scan(context(gate, FRESH, List.of(waiver))).verdict())
                .isInstanceOf(Verdict.Allow.class);
    }

    @Test
    void aGateOnUnfitDataIsRefusedBeforeTheImageIsOpened() {
        var sample = new AdvisoryData(true, 150, List.of());
        var scan = new ImageScan(taking(), context(gate(Severity.HIGH), sample, List.of()));
        assertThatThrownBy(() -> scan.scan("dir:" + root.resolve("missing")))
                .hasMessage("no gate can decide: the advisories are only a sample of 150");
    }

    @Test
    void theSameImageGivesTheSameBytesInEveryFormat() throws Exception {
        for (var format : ReportFormats.BUILT_IN) {
            var first = new ByteArrayOutputStream();
            var second = new ByteArrayOutputStream();
            var context = context(gate(Severity.HIGH), FRESH, List.of());
            format.write(scan(context), ReportStyle.PLAIN, first);
            format.write(scan(context), ReportStyle.PLAIN, second);
            assertThat(second.toByteArray()).as(format.name()).isEqualTo(first.toByteArray());
        }
    }

    @Test
    void whatElseIsLookedForChangesNothingOfWhatIsKnownOfTheFiles() throws Exception {
        write("Dockerfile", "FROM scratch\nEXPOSE 22\n");
        write("app/.env", "DB=postgres://app:" + "Zq8" + "vT2nLm4xR@db:5432/app\n");
        var flaws = scan(looking(Scanner.VULNERABILITIES));
        var all = scan(looking(Scanner.values()));
        assertThat(all.inventory().files()).isEqualTo(flaws.inventory().files());
        assertThat(all.vulnerabilities()).isEqualTo(flaws.findings());
        assertThat(all.checked())
                .extracting(Finding::id, one -> one.place().words())
                .contains(
                        tuple("secret/database-url", "app/.env:1"),
                        tuple("dockerfile/ssh-port", "Dockerfile:2"));
    }

    @Test
    void onlyWhatIsWantedIsLookedForAndAGateNeedsNoAdvisoriesForIt() throws Exception {
        write("app/.env", "DB=postgres://app:" + "Zq8" + "vT2nLm4xR@db:5432/app\n");
        var context =
                new ScanContext(
                        ADVISORIES,
                        AdvisoryData.NONE,
                        DecisionSources.NONE,
                        gate(Severity.HIGH),
                        LayerScope.SQUASHED,
                        TODAY,
                        "0.1.0",
                        Set.of(Scanner.SECRETS),
                        false,
                        List.of());
        var report = scan(context);
        assertThat(report.findings())
                .extracting(Finding::id)
                .containsExactly("secret/database-url");
        assertThat(report.verdict()).isInstanceOf(Verdict.Deny.class);
    }

    @Test
    void aGateThatWouldLetEverythingPassIsRefused() throws Exception {
        var all = looking(Scanner.values());
        for (var word : List.of("secret", "clutter", "licence>=low", "kev")) {
            assertThatThrownBy(() -> scan(gated(word, looking(Scanner.SETTINGS))))
                    .hasMessageStartingWith("the gate %s lets everything pass".formatted(word));
        }
        assertThatThrownBy(() -> scan(gated("licence>=critical", all)))
                .hasMessageContaining("the worst that a licence can be is");
        assertThatThrownBy(() -> scan(gated("reported", all)))
                .hasMessageContaining("no report of another tool is read");
    }

    private static ScanContext gated(String word, ScanContext usual) throws Exception {
        var gate =
                new GateSettings(
                        GateRule.parse(List.of(word)),
                        FindingFilter.EVERYTHING,
                        DataLimits.STRICT,
                        LayerScope.SQUASHED);
        return new ScanContext(
                usual.advisories(),
                usual.data(),
                usual.decisions(),
                gate,
                usual.scope(),
                usual.asOf(),
                usual.toolVersion(),
                usual.scanners(),
                usual.otherTools(),
                usual.reported());
    }

    @Test
    void anExplanationOfACheckSaysWhereItFoundSomethingAndWhatToDo() throws Exception {
        write("Dockerfile", "FROM scratch\nEXPOSE 22\n");
        var explaining =
                new ImageExplaining(taking(), context(GateSettings.NONE, FRESH, List.of()));
        var style = new ReportStyle(100, false);
        assertThat(explaining.explain("dir:" + root, "dockerfile/ssh-port", style))
                .startsWith("dockerfile/ssh-port is in the image, at 1 place\n")
                .contains("to do", "\nDockerfile:2\n");
        assertThat(explaining.explain("dir:" + root, "image/runs-as-root", style))
                .startsWith("image/runs-as-root is not reported: a folder has no configuration;");
        assertThat(explaining.explain("dir:" + root, "secret/npm-token", style))
                .startsWith(
                        "secret/npm-token is not in the image: it was looked for, and nothing was"
                                + " found\n");
    }

    private static ScanContext looking(Scanner... scanners) {
        var usual = context(GateSettings.NONE, FRESH, List.of());
        return new ScanContext(
                usual.advisories(),
                usual.data(),
                usual.decisions(),
                usual.gate(),
                usual.scope(),
                usual.asOf(),
                usual.toolVersion(),
                Set.of(scanners),
                false,
                List.of());
    }

    @Test
    void anExplanationIsOfTheSameJudgement() throws Exception {
        var explaining =
                new ImageExplaining(taking(), context(GateSettings.NONE, FRESH, List.of()));
        var style = new ReportStyle(100, false);
        assertThat(explaining.explain("dir:" + root, "CVE-2026-1", style))
                .startsWith("CVE-2026-1 is in libssl3 3.3.2-r0\n")
                .contains("compared    openssl 3.3.2-r0 with CVE-2026-1 of made-up");
        assertThat(explaining.explain("dir:" + root, "CVE-2026-9", style))
                .startsWith("CVE-2026-9 is neither a package of the image nor in any advisory");
    }

    private ScanReport scan(ScanContext context) throws Exception {
        return new ImageScan(taking(), context).scan("dir:" + root);
    }

    private static InventoryTaking taking() {
        return new InventoryTaking(
                OpenOptions.standard(RegistryOptions.standard(Map.of())),
                LayerCache.none(),
                PassOptions.standard(),
                Progress.SILENT);
    }

    private static ScanContext context(GateSettings gate, AdvisoryData data, List<Waiver> waivers) {
        return new ScanContext(
                ADVISORIES,
                data,
                DecisionSources.ofWaivers(waivers),
                gate,
                LayerScope.SQUASHED,
                TODAY,
                "0.1.0");
    }

    private static GateSettings gate(Severity limit) {
        return new GateSettings(
                List.of(new GateRule.SeverityGate(limit)),
                FindingFilter.EVERYTHING,
                DataLimits.STRICT,
                LayerScope.SQUASHED);
    }

    private void write(String path, String text) throws Exception {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
