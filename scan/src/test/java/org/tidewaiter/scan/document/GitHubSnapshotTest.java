package org.tidewaiter.scan.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.Dependency;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.scan.report.BuildJob;
import org.tidewaiter.scan.report.MadeUp;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.scan.report.ScanReport;
import org.tidewaiter.testkit.Golden;

class GitHubSnapshotTest {
    private static final Map<String, String> ACTIONS =
            Map.of(
                    "GITHUB_SHA", "0123456789abcdef0123456789abcdef01234567",
                    "GITHUB_REF", "refs/heads/main",
                    "GITHUB_WORKFLOW", "build",
                    "GITHUB_JOB", "scan",
                    "GITHUB_RUN_ID", "42",
                    "GITHUB_SERVER_URL", "https://github.example",
                    "GITHUB_REPOSITORY", "shop/web");

    @Test
    void theWholeSnapshotIsAsKept() throws IOException {
        Golden.assertMatches("document/report.github.json", text(MadeUp.report(), ACTIONS));
    }

    /// The facts of the endpoint's schema.
    @Test
    void itHasWhatTheEndpointAsksFor() throws Exception {
        for (var report : Documents.REPORTS) {
            var snapshot = read(report, ACTIONS);
            assertThat(snapshot.get("version").wholeNumber()).hasValue(0L);
            assertThat(snapshot.text("sha")).hasSize(40);
            assertThat(snapshot.text("ref")).startsWith("refs/");
            assertThat(snapshot.get("job").text("id")).isEqualTo("42");
            assertThat(snapshot.get("job").text("correlator")).isEqualTo("build_scan");
            assertThat(snapshot.get("job").text("html_url"))
                    .isEqualTo("https://github.example/shop/web/actions/runs/42");
            for (var part : List.of("name", "version", "url")) {
                assertThat(snapshot.get("detector").text(part)).isNotEmpty();
            }
            assertThat(snapshot.text("scanned")).isEqualTo("2026-11-22T00:00:00Z");
            assertThat(snapshot.get("metadata").members()).hasSizeLessThanOrEqualTo(8);
            snapshot.get("manifests")
                    .members()
                    .forEach((key, manifest) -> assertIsManifest(key, manifest));
        }
    }

    private static void assertIsManifest(String key, Json manifest) {
        assertThat(manifest.text("name")).isEqualTo(key);
        assertThat(manifest.get("file").text("source_location")).isNotEmpty();
        var resolved = manifest.get("resolved").members();
        resolved.values()
                .forEach(one -> {
                    assertThat(Purl.parse(one.text("package_url"))).isPresent();
                    assertThat(one.text("relationship")).isIn("direct", "indirect");
                    assertThat(one.text("scope")).isIn("runtime", "development");
                    assertThat(one.get("metadata").members()).hasSizeLessThanOrEqualTo(8);
                    for (var needed : one.get("dependencies").items()) {
                        assertThat(resolved).containsKey(needed.text().orElseThrow());
                    }
                });
    }

    @Test
    void outsideOfAJobWhatIsNotKnownIsLeftOut() throws Exception {
        assertThat(read(MadeUp.report(), Map.of()).members())
                .doesNotContainKeys("sha", "ref", "job")
                .containsKey("manifests");
    }

    @Test
    void whatAnotherPackageNeedsIsIndirect() throws Exception {
        var of = Purl.of("npm", "", "lodash", "4.17.20");
        var on = Purl.of("npm", "", "minimist", "1.2.5");
        var resolved =
                read(with(new Dependency(of, List.of(on))), Map.of())
                        .get("manifests")
                        .get("npm")
                        .get("resolved");
        assertThat(resolved.get(of.toString()).get("dependencies").items())
                .extracting(one -> one.text().orElseThrow())
                .containsExactly(on.toString());
        assertThat(resolved.get(on.toString()).text("relationship")).isEqualTo("indirect");
        assertThat(resolved.get(of.toString()).text("relationship")).isEqualTo("direct");
    }

    private static ScanReport with(Dependency dependency) {
        var report = MadeUp.report();
        var inventory = report.inventory();
        return new ScanReport(
                report.toolVersion(),
                report.asOf(),
                new Inventory(
                        inventory.source(),
                        inventory.distribution(),
                        inventory.packages(),
                        inventory.files(),
                        inventory.gaps(),
                        List.of(dependency)),
                report.scope(),
                report.support(),
                report.data(),
                report.findings(),
                report.suppressed(),
                report.unjudged(),
                report.expired(),
                report.fixes(),
                report.rules(),
                report.verdict());
    }

    private static Json read(ScanReport report, Map<String, String> environment) throws Exception {
        return JsonReader.read(text(report, environment).getBytes(StandardCharsets.UTF_8));
    }

    private static String text(ScanReport report, Map<String, String> environment)
            throws IOException {
        var out = new ByteArrayOutputStream();
        var style = ReportStyle.PLAIN.withJob(BuildJob.of(environment));
        new GitHubSnapshot().write(report, style, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
