package org.tidewaiter.scan.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.scan.report.MadeUp;
import org.tidewaiter.scan.report.ScanReport;
import org.tidewaiter.testkit.Golden;

class GitLabReportTest {
    private static final String TIME = "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}";
    private static final List<String> SEVERITIES =
            List.of("Info", "Unknown", "Low", "Medium", "High", "Critical");

    @Test
    void theWholeReportIsAsKept() throws IOException {
        Golden.assertMatches(
                "document/report.gitlab.json", Documents.text(new GitLabReport(), MadeUp.report()));
    }

    @Test
    void itHasWhatTheSchemaAsksFor() throws Exception {
        for (var report : Documents.REPORTS) {
            assertFollowsTheSchema(read(report));
        }
    }

    /// The facts of the schema of version 15.0.7.
    private static void assertFollowsTheSchema(Json document) {
        assertThat(document.text("version")).matches("[0-9]+\\.[0-9]+\\.[0-9]+");
        var scan = document.get("scan");
        assertThat(scan.text("type")).isEqualTo("container_scanning");
        assertThat(scan.text("status")).isIn("success", "failure");
        assertThat(scan.text("start_time")).matches(TIME);
        assertThat(scan.text("end_time")).matches(TIME);
        for (var role : List.of("analyzer", "scanner")) {
            assertThat(scan.get(role).text("id")).isNotEmpty();
            assertThat(scan.get(role).text("name")).isNotEmpty();
            assertThat(scan.get(role).text("version")).isNotEmpty();
            assertThat(scan.get(role).get("vendor").text("name")).isNotEmpty();
        }
        for (var message : scan.get("messages").items()) {
            assertThat(message.text("level")).isIn("info", "warn", "fatal");
            assertThat(message.text("value")).isNotEmpty();
        }
        assertThat(document.has("vulnerabilities")).isTrue();
        for (var one : document.get("vulnerabilities").items()) {
            assertThat(one.text("id")).isNotEmpty();
            assertThat(one.text("name")).isNotEmpty().hasSizeLessThanOrEqualTo(255);
            assertThat(one.text("description")).hasSizeLessThanOrEqualTo(1_048_576);
            assertThat(one.text("solution")).hasSizeLessThanOrEqualTo(7_000);
            assertThat(one.text("severity")).isIn(SEVERITIES);
            assertThat(one.get("identifiers").items()).isNotEmpty();
            for (var identifier : one.get("identifiers").items()) {
                assertThat(identifier.text("type")).isNotEmpty();
                assertThat(identifier.text("name")).isNotEmpty();
                assertThat(identifier.text("value")).isNotEmpty();
                if (identifier.has("url")) {
                    assertThat(identifier.text("url")).matches("(https?|ftp)://.+");
                }
            }
            for (var vector : one.get("cvss_vectors").items()) {
                assertThat(vector.text("vendor")).isNotEmpty();
                assertThat(vector.text("vector")).hasSizeBetween(16, 128);
            }
            var location = one.get("location");
            assertThat(location.get("dependency").get("package").text("name")).isNotEmpty();
            assertThat(location.get("dependency").has("version")).isTrue();
            assertThat(location.text("operating_system")).isNotEmpty();
            assertThat(location.text("image")).isNotEmpty();
        }
    }

    @Test
    void noTwoVulnerabilitiesHaveOneId() throws Exception {
        assertThat(read(MadeUp.report()).get("vulnerabilities").items())
                .hasSameSizeAs(MadeUp.report().findings())
                .extracting(one -> one.text("id"))
                .doesNotHaveDuplicates();
    }

    @Test
    void whatWasNotReadOrJudgedOrCountedIsAMessage() throws Exception {
        assertThat(read(MadeUp.report()).get("scan").get("messages").items())
                .extracting(one -> one.text("value"))
                .contains("findings not counted, waived: 2")
                .anyMatch(message -> message.contains("expired on"))
                .anyMatch(message -> message.contains("srv/app/lib/report.jar"))
                .anyMatch(message -> message.contains("not judged"));
    }

    private static Json read(ScanReport report) throws Exception {
        return JsonReader.read(
                Documents.text(new GitLabReport(), report).getBytes(StandardCharsets.UTF_8));
    }
}
