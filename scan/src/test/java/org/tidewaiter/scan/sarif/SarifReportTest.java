package org.tidewaiter.scan.sarif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Place;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.Severity;
import org.tidewaiter.scan.ReportFormats;
import org.tidewaiter.scan.report.MadeUp;
import org.tidewaiter.scan.report.ReportStyle;

class SarifReportTest {
    private static final String RUN =
            """
            {"version": "2.1.0", "runs": [{
              "tool": {"driver": {"name": "Find Bugs", "rules": [
                {"id": "SQLI", "shortDescription": {"text": "a query is put together"},
                 "help": {"text": "Use parameters."}, "messageStrings": {
                   "default": {"text": "from {0}"}},
                 "properties": {"security-severity": "9.1"}},
                {"id": "LOG", "defaultConfiguration": {"level": "note"}}]}},
              "results": [%s]}]}
            """;

    @Test
    void aResultIsAFindingOfItsToolWithTheTextsOfItsRule() throws Exception {
        var finding =
                only(
                        """
                        {"ruleId": "SQLI", "ruleIndex": 0, "level": "error",
                         "message": {"id": "default", "arguments": ["the request"]},
                         "locations": [{"physicalLocation": {
                           "artifactLocation": {"uri": "src/my%20app/Dao.java"},
                           "region": {"startLine": 41}}}]}
                        """);
        assertThat(finding)
                .isEqualTo(
                        new Finding.Reported(
                                new Check(
                                        "find-bugs/SQLI",
                                        Check.Kind.REPORTED,
                                        Severity.CRITICAL,
                                        "a query is put together",
                                        "Use parameters.",
                                        List.of()),
                                Place.inFile("src/my app/Dao.java", 41),
                                "from the request",
                                "Find Bugs",
                                ""));
    }

    @ParameterizedTest
    @CsvSource({
        "SQLI, note, CRITICAL",
        "LOG, '', LOW",
        "LOG, error, HIGH",
        "LOG, none, NEGLIGIBLE",
        "OTHER, '', MEDIUM"
    })
    void theScoreGoesBeforeTheLevelAndTheLevelOfTheResultBeforeThatOfTheRule(
            String rule, String level, Severity expected) throws Exception {
        var finding =
                only(
                        "{\"ruleId\": \"%s\", \"level\": \"%s\", \"message\": {\"text\": \"m\"}}"
                                .formatted(rule, level));
        assertThat(finding.severity()).isEqualTo(expected);
        assertThat(finding.place().words()).isEqualTo("Find Bugs");
    }

    @Test
    void whatItsToolDoesNotCountSaysWhy() throws Exception {
        assertThat(only("{\"ruleId\": \"LOG\", \"kind\": \"pass\", \"message\": {}}").excuse())
                .isEqualTo("its tool calls it pass");
        assertThat(
                        only("{\"ruleId\": \"LOG\", \"message\": {}, \"suppressions\": [{\"kind\":"
                                        + " \"inSource\", \"justification\": \"never"
                                        + " called\"}]}")
                                .excuse())
                .isEqualTo("never called");
        assertThat(
                        only("{\"ruleId\": \"LOG\", \"message\": {}, \"suppressions\": [{\"status\":"
                                        + " \"rejected\"}]}")
                                .excuse())
                .isEmpty();
    }

    @Test
    void whatIsThereNoMoreDoesNotCount() throws Exception {
        var gone = "{\"ruleId\": \"LOG\", \"baselineState\": \"absent\", \"message\": {}}";
        assertThat(only(gone).excuse()).isEqualTo("it was there once, and is not any more");
    }

    @Test
    void aRuleOfAnExtensionIsFoundByItsPlaceAndByItsId() throws Exception {
        var run =
                """
                {"version": "2.1.0", "runs": [{"tool": {
                  "driver": {"name": "QL", "rules": [
                    {"id": "ql/other", "properties": {"security-severity": "1.0"}}]},
                  "extensions": [{"name": "pack", "rules": [
                    {"id": "java/sqli", "properties": {"security-severity": "9.8"}}]}]},
                  "results": [
                    {"ruleId": "java/sqli", "ruleIndex": 0, "message": {"text": "a"}},
                    {"rule": {"index": 0, "toolComponent": {"index": 0}}, "message": {"text": "b"}},
                    {"ruleId": "java/sqli/deep", "message": {"text": "c"}}]}]}
                """;
        assertThat(SarifReport.read("a.sarif", bytes(run)))
                .allMatch(one -> one.severity() == Severity.CRITICAL)
                .extracting(Finding.Reported::id)
                .containsExactly("ql/java/sqli", "ql/java/sqli", "ql/java/sqli/deep");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "null", "{}", "{\"ruleId\": \"SQLI\"}"})
    void aResultThatSaysNothingIsAProblem(String result) {
        assertThatThrownBy(() -> SarifReport.read("a.sarif", bytes(RUN.formatted(result))))
                .hasMessageContaining("a result has no message");
    }

    @Test
    void ourOwnReportIsReadLikeAnyOther() throws Exception {
        var out = new ByteArrayOutputStream();
        var report = MadeUp.report();
        ReportFormats.named("sarif").orElseThrow().write(report, ReportStyle.PLAIN, out);
        var read = SarifReport.read("own.sarif", out.toByteArray());
        assertThat(read.stream().filter(one -> one.excuse().isEmpty()))
                .hasSize(report.findings().size());
        assertThat(read)
                .anySatisfy(one -> {
                    assertThat(one.id()).isEqualTo("tidewaiter/dockerfile/latest-tag");
                    assertThat(one.place()).isEqualTo(Place.inFile("Dockerfile", 1));
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "{}", "{\"version\": \"1.0.0\", \"runs\": []}", "{\"version\""})
    void whatIsNoSarifIsAProblem(String text) {
        assertThatThrownBy(() -> SarifReport.read("a.sarif", bytes(text)))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("'a.sarif' is not a report that can be read");
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        try {
            SarifReport.read("a.sarif", bytes);
        } catch (ProblemException refused) {
            assertThat(refused).hasMessageContaining("a.sarif");
        }
    }

    @FuzzTest
    void anyResultIsReadOrRefused(String result) {
        try {
            SarifReport.read("a.sarif", bytes(RUN.formatted(result)));
        } catch (ProblemException refused) {
            assertThat(refused).hasMessageContaining("a.sarif");
        }
    }

    private static Finding.Reported only(String result) throws ProblemException {
        var findings = SarifReport.read("a.sarif", bytes(RUN.formatted(result)));
        assertThat(findings).hasSize(1);
        return findings.getFirst();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
