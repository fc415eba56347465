package org.tidewaiter.scan.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Severity;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.policy.AdvisoryData;
import org.tidewaiter.policy.GateSettings;
import org.tidewaiter.scan.report.MadeUp;
import org.tidewaiter.scan.report.ScanReport;
import org.tidewaiter.testkit.Golden;

class SarifFormatTest {
    @Test
    void theWholeLogIsAsKept() throws IOException {
        Golden.assertMatches(
                "document/report.sarif", Documents.text(new SarifFormat(), MadeUp.report()));
    }

    @Test
    void itFollowsTheOfficialSchema() throws Exception {
        var schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
                        .getSchema(Files.readString(officialSchema()), InputFormat.JSON);
        for (var report : Documents.REPORTS) {
            assertThat(schema.validate(Documents.text(new SarifFormat(), report), InputFormat.JSON))
                    .isEmpty();
        }
        assertThat(schema.validate("{\"version\": \"2.1.0\"}", InputFormat.JSON)).isNotEmpty();
    }

    @Test
    void eachResultNamesItsRule() throws Exception {
        var run = run(MadeUp.report());
        var rules = run.get("tool").get("driver").get("rules").items();
        for (var result : run.get("results").items()) {
            int index = Math.toIntExact(result.get("ruleIndex").wholeNumber().orElseThrow());
            assertThat(rules.get(index).text("id")).isEqualTo(result.text("ruleId"));
        }
    }

    @Test
    void aWaivedFindingIsASuppressedResult() throws Exception {
        assertThat(run(MadeUp.report()).get("results").items())
                .filteredOn(result -> result.has("suppressions"))
                .extracting(result -> result.text("ruleId"))
                .containsExactly("CVE-2026-10011", "CVE-2026-10011");
    }

    @Test
    void aRuleHasAtMostTheTenTagsThatGitHubShows() throws Exception {
        var flaw =
                MadeUp.flaw("CVE-2026-1", MadeUp.npm("a", "1.0.0", "app/package.json"))
                        .weak(1, 2, 3, 4, 5, 6, 7, 8)
                        .build();
        var rules = run(only(flaw)).get("tool").get("driver").get("rules").items();

        assertThat(rules.getFirst().get("properties").get("tags").items())
                .hasSize(10)
                .contains(new Json.JsonString("external/cwe/cwe-7"));
    }

    @Test
    void noTwoResultsHaveOneFingerprint() throws Exception {
        assertThat(run(MadeUp.report()).get("results").items())
                .extracting(SarifFormatTest::fingerprint)
                .doesNotHaveDuplicates();
    }

    @Test
    void anUpgradeThatMendsNothingLeavesTheFingerprint() throws Exception {
        assertThat(fingerprint(onlyResult(MadeUp.npm("a", "1.0.0", "app/package.json"))))
                .isEqualTo(fingerprint(onlyResult(MadeUp.npm("a", "1.0.1", "app/package.json"))));
    }

    @Test
    void aPathIsARelativeReference() throws Exception {
        var result = onlyResult(MadeUp.npm("a", "1", "app/a b/100%/ü?#:/package.json"));
        assertThat(
                        result.get("locations")
                                .items()
                                .getFirst()
                                .get("physicalLocation")
                                .get("artifactLocation")
                                .text("uri"))
                .isEqualTo("app/a%20b/100%25/%C3%BC%3F%23%3A/package.json");
    }

    private static Json onlyResult(SoftwarePackage in) throws Exception {
        var flaw = MadeUp.flaw("CVE-2026-1", in).severity(Severity.LOW, 1).build();
        return run(only(flaw)).get("results").items().getFirst();
    }

    private static ScanReport only(Finding.Vulnerability flaw) {
        return MadeUp.report(
                List.of(flaw),
                new AdvisoryData(true, 1, List.of()),
                GateSettings.NONE,
                List.of(),
                List.of());
    }

    private static String fingerprint(Json result) {
        return result.get("partialFingerprints").text("tidewaiterFinding/v1");
    }

    private static Json run(ScanReport report) throws Exception {
        var log = Documents.text(new SarifFormat(), report);
        return JsonReader.read(log.getBytes(StandardCharsets.UTF_8)).get("runs").items().getFirst();
    }

    /// The schema is fetched by a script, since it is not ours to publish.
    private static Path officialSchema() throws IOException, InterruptedException {
        var script = Path.of("..", "testkit", "oracles", "sarif-schema.sh");
        var process =
                new ProcessBuilder(script.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        var path = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s", script).isZero();
        return Path.of(path.strip());
    }
}
