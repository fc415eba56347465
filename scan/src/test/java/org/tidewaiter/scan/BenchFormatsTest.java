package org.tidewaiter.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.tidewaiter.checks.host.State;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.scan.bench.BenchLimit;
import org.tidewaiter.scan.bench.BenchReport;
import org.tidewaiter.scan.bench.MadeUpBench;
import org.tidewaiter.scan.report.ReportStyle;

class BenchFormatsTest {
    private static String written(String format, State... states) throws IOException {
        var report =
                BenchReport.of(
                        "1.0", MadeUpBench.result(states), BenchLimit.parse("fail"), List.of());
        var out = new ByteArrayOutputStream();
        BenchFormats.write(format, report, ReportStyle.PLAIN, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Json json(String format) throws Exception {
        return JsonReader.read(written(format, State.values()).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theTableSaysOfWhatDoesNotPassWhatWasReadAndWhatToDo() throws Exception {
        assertThat(written("table", State.PASS, State.FAIL))
                .contains("pass    4.1 It is 4.1\nFAIL    4.2 It is 4.2\n", "mend: mend it")
                .contains("Score         50 of 100 (1 passed, 0 warnings, 1 failed,")
                .endsWith("Verdict: deny (1 of the 2 controls of bench docker: fail)\n");
        assertThat(written("table", State.MANUAL))
                .contains("Score         none, nothing could be told");
    }

    @Test
    void noTextOfAHostReachesATerminalOrAPageAsItIs() throws Exception {
        for (var format :
                List.of(BenchFormats.OF_DOCKER, BenchFormats.OF_KUBERNETES).stream()
                        .flatMap(Set::stream)
                        .toList()) {
            assertThat(written(format, State.values()))
                    .as(format)
                    .doesNotContain("\u001b", "\u202e");
        }
        var page = Jsoup.parse(written("html", State.values()));
        assertThat(page.select("script")).isEmpty();
        assertThat(page.select("h1").text()).contains("<script>");
        assertThat(written("markdown", State.values())).doesNotContain("<script>");
    }

    @Test
    void theJsonFollowsItsSchema() throws Exception {
        var schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(
                                Files.readString(
                                        Path.of("..", "docs", "schema", "bench-1.schema.json")),
                                InputFormat.JSON);
        assertThat(schema.validate(written("json", State.values()), InputFormat.JSON)).isEmpty();
        assertThat(schema.validate(written("json", State.MANUAL), InputFormat.JSON)).isEmpty();
        assertThat(schema.validate("{}", InputFormat.JSON)).isNotEmpty();
    }

    @Test
    void sarifHasAResultForWhatDoesNotPassAndOneToReview() throws Exception {
        var run = json("sarif").get("runs").items().getFirst();
        var results = run.get("results").items();
        assertThat(results)
                .extracting(one -> one.text("ruleId") + " " + one.text("kind"))
                .containsExactly("docker/4.2 fail", "docker/4.3 fail", "docker/4.4 review");
        assertThat(results)
                .extracting(one -> one.text("level"))
                .containsExactly("warning", "error", "none");
        var rules = run.get("tool").get("driver").get("rules").items();
        for (var one : results) {
            int index = one.get("ruleIndex").wholeNumber().orElseThrow().intValue();
            assertThat(rules.get(index).text("id")).isEqualTo(one.text("ruleId"));
        }
    }

    @Test
    void junitCountsWhatFailsAndSkipsWhatAPersonHasToLookAt() throws Exception {
        var xml = written("junit", State.values()).getBytes(StandardCharsets.UTF_8);
        var suite =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(xml))
                        .getDocumentElement();
        assertThat(suite.getAttribute("tests")).isEqualTo("5");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("skipped")).isEqualTo("2");
        assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo(1);
        assertThat(suite.getElementsByTagName("skipped").getLength()).isEqualTo(2);
    }

    @Test
    void theFormOfKubeBenchHasItsWordsAndItsTotals() throws Exception {
        var document = json("kube-bench-json");
        var part = document.get("Controls").items().getFirst();
        assertThat(part.get("tests").items().getFirst().get("results").items())
                .extracting(one -> one.text("status"))
                .containsExactly("PASS", "WARN", "FAIL", "WARN", "INFO");
        for (var totals : List.of(part, document.get("Totals"))) {
            assertThat(totals.get("total_pass").wholeNumber()).contains(1L);
            assertThat(totals.get("total_fail").wholeNumber()).contains(1L);
            assertThat(totals.get("total_warn").wholeNumber()).contains(2L);
            assertThat(totals.get("total_info").wholeNumber()).contains(1L);
        }
    }

    @Test
    void theOldToolsFormHasItsWordsAndItsScore() throws Exception {
        var document = json("docker-bench-json");
        assertThat(document.get("tests").items().getFirst().get("results").items())
                .extracting(one -> one.text("result"))
                .containsExactly("PASS", "WARN", "WARN", "NOTE", "INFO");
        assertThat(document.get("score").wholeNumber()).isEqualTo(Optional.of(0L));
        assertThat(document.get("checks").wholeNumber()).isEqualTo(Optional.of(5L));
    }
}
