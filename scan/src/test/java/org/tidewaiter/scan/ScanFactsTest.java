package org.tidewaiter.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.tidewaiter.scan.FewAdvisories.advisory;

import java.nio.file.Path;
import java.time.Instant;
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
import org.tidewaiter.policy.GateSettings;
import org.tidewaiter.policy.Waiver;
import org.tidewaiter.policy.fact.CheckFact;
import org.tidewaiter.policy.fact.Facts;
import org.tidewaiter.policy.fact.FlawFact;
import org.tidewaiter.policy.fact.InventoryFacts.PackageFact;
import org.tidewaiter.policy.fact.WaiverFact;
import org.tidewaiter.scan.fact.ScanFacts;
import org.tidewaiter.scan.report.ScanReport;
import org.tidewaiter.scan.report.Scanner;
import org.tidewaiter.testkit.image.ImageBuilder;
import org.tidewaiter.testkit.image.LayerBytes;
import org.tidewaiter.testkit.image.OciLayouts;
import org.tidewaiter.testkit.image.TarBuilder;
import org.tidewaiter.testkit.packages.ApkInstalled;

class ScanFactsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
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
    void anImageWithAProgramOfNode() throws Exception {
        var tar =
                TarBuilder.tar()
                        .file("etc/os-release", "ID=alpine\nVERSION_ID=3.20.3\n")
                        .file(
                                "lib/apk/db/installed",
                                ApkInstalled.apkInstalled()
                                        .withOrigin(
                                                "libssl3", "3.3.2-r0", "openssl", "lib/libssl.so.3")
                                        .text())
                        .file(
                                "app/node_modules/lodash/package.json",
                                "{\"name\": \"lodash\", \"version\": \"4.17.20\"}")
                        .file("app/.env", "DB=postgres://app:" + "Zq8" + "vT2nLm4xR@db:5432/app\n");
        OciLayouts.layout()
                .image(
                        ImageBuilder.image()
                                .layer(LayerBytes.gzip(tar), "COPY . /")
                                .runtime(
                                        """
                                        {"User": "1000:1000", "Env": ["A=1"], "Cmd": ["run"],
                                         "Entrypoint": ["/app"], "Labels": {"team": "data"},
                                         "ExposedPorts": {"5432/tcp": {}}, "Volumes": {"/d": {}},
                                         "Healthcheck": {"Test": ["CMD", "/ok"]}}
                                        """)
                                .build(),
                        "1")
                .write(root);
    }

    @Test
    void theImageIsAsItsConfigurationHasIt() throws Exception {
        var report = scan(List.of());
        var source = report.inventory().source();
        var image = facts(report).image().orElseThrow();
        assertThat(image.user()).isEqualTo("1000:1000");
        assertThat(image.entrypoint()).containsExactly("/app");
        assertThat(image.command()).containsExactly("run");
        assertThat(image.environment()).isEqualTo(Map.of("A", "1"));
        assertThat(image.labels()).isEqualTo(Map.of("team", "data"));
        assertThat(image.ports()).containsExactly("5432/tcp");
        assertThat(image.volumes()).containsExactly("/d");
        assertThat(image.healthcheck()).isTrue();
        assertThat(image.layers()).isEqualTo(1);
        assertThat(image.size()).isEqualTo(source.layers().getFirst().sizeBytes());
        assertThat(image.digest()).isEqualTo(source.digest().orElseThrow().toString());
        assertThat(image.configDigest()).isEqualTo(source.configDigest().orElseThrow().toString());
    }

    @Test
    void theInventoryIsThatOfTheReport() throws Exception {
        var report = scan(List.of());
        var inventory = facts(report).inventory().orElseThrow();
        assertThat(inventory.distribution()).isEqualTo("alpine");
        assertThat(inventory.endOfLife()).isTrue();
        assertThat(inventory.packages())
                .extracting(PackageFact::purl)
                .containsExactlyElementsOf(
                        report.inventory().livePackages().stream()
                                .map(one -> one.purl().toString())
                                .toList());
        assertThat(inventory.unexplainedPercent())
                .isEqualTo(report.inventory().files().unexplainedPercentOfFiles());
    }

    @Test
    void whatStandsInTheReportIsAFactEachOfItsKind() throws Exception {
        var report = scan(List.of());
        var facts = facts(report);
        assertThat(facts.findings().orElseThrow())
                .extracting(FlawFact::id, FlawFact::packageName, FlawFact::severity)
                .containsExactly(
                        tuple("CVE-2026-2", "lodash", "critical"),
                        tuple("CVE-2026-1", "libssl3", "high"));
        assertThat(facts.secrets().orElseThrow())
                .extracting(CheckFact::id, CheckFact::place)
                .containsExactly(tuple("secret/database-url", "app/.env:1"));
        assertThat(facts.secrets().orElseThrow().toString()).doesNotContain("vT2nLm4xR");
        int all =
                facts.findings().orElseThrow().size()
                        + facts.secrets().orElseThrow().size()
                        + facts.settings().orElseThrow().size()
                        + facts.clutter().orElseThrow().size()
                        + facts.licences().orElseThrow().size();
        assertThat(all).isEqualTo(report.findings().size());
    }

    @Test
    void aWaiverThatCoversSomethingIsAFactAndWhatItCoversIsNone() throws Exception {
        var used = waiver("CVE-2026-2");
        var facts = facts(scan(List.of(used, waiver("CVE-2026-9"))));
        assertThat(facts.findings().orElseThrow())
                .extracting(FlawFact::id)
                .containsExactly("CVE-2026-1");
        assertThat(facts.waivers().orElseThrow())
                .containsExactly(
                        new WaiverFact(
                                "CVE-2026-2",
                                "ann",
                                "ben",
                                false,
                                "not reachable",
                                Instant.parse("2026-11-23T00:00:00Z"),
                                1));
    }

    @Test
    void whatAFlagHidesIsAFactNevertheless() throws Exception {
        var hiding =
                new GateSettings(
                        List.of(),
                        new FindingFilter(Set.of(Severity.CRITICAL), false),
                        DataLimits.STRICT,
                        LayerScope.SQUASHED);
        var report = scan(List.of(), hiding, Scanner.ALL);
        assertThat(report.vulnerabilities()).extracting(Finding::id).containsExactly("CVE-2026-2");
        assertThat(facts(report).findings().orElseThrow())
                .extracting(FlawFact::id)
                .containsExactly("CVE-2026-2", "CVE-2026-1");
    }

    @Test
    void whatWasNotLookedForIsNotKnown() throws Exception {
        var facts = facts(scan(List.of(), GateSettings.NONE, Set.of(Scanner.SECRETS)));
        assertThat(facts.secrets()).isPresent();
        assertThat(facts.findings()).isEmpty();
        assertThat(facts.settings()).isEmpty();
        assertThat(facts.clutter()).isEmpty();
        assertThat(facts.licences()).isEmpty();
        assertThat(facts.data()).isEmpty();
        assertThat(facts.evidence()).isEmpty();
    }

    @Test
    void theAdvisoriesSayHowOldTheyAreAndWhichTheyAre() throws Exception {
        var data = facts(scan(List.of())).data().orElseThrow();
        assertThat(data.ageDays()).isZero();
        assertThat(data.newest()).contains(Instant.parse("2026-11-22T00:00:00Z"));
        assertThat(data.revision()).startsWith("sha256:");
    }

    private static Facts facts(ScanReport report) {
        return ScanFacts.of(report, "dev", NOW, Optional.empty());
    }

    private ScanReport scan(List<Waiver> waivers) throws Exception {
        return scan(waivers, GateSettings.NONE, Scanner.ALL);
    }

    private ScanReport scan(List<Waiver> waivers, GateSettings gate, Set<Scanner> scanners)
            throws Exception {
        var context =
                new ScanContext(
                        ADVISORIES,
                        FRESH,
                        DecisionSources.ofWaivers(waivers),
                        gate,
                        LayerScope.SQUASHED,
                        TODAY,
                        "0.1.0",
                        scanners,
                        false,
                        List.of());
        var taking =
                new InventoryTaking(
                        OpenOptions.standard(RegistryOptions.standard(Map.of())),
                        LayerCache.none(),
                        PassOptions.standard(),
                        Progress.SILENT);
        return new ImageScan(taking, context).scan("oci:" + root + ":1");
    }

    private static Waiver waiver(String id) {
        return new Waiver(
                id,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "ann",
                "not reachable",
                TODAY,
                "ben");
    }
}
