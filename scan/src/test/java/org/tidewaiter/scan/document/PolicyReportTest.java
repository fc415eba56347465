package org.tidewaiter.scan.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.networknt.schema.InputFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.policy.Reason;
import org.tidewaiter.policy.Verdict;
import org.tidewaiter.scan.ReportFormats;
import org.tidewaiter.scan.report.MadeUp;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.scan.report.ScanReport;

class PolicyReportTest {
    private static final ScanReport JUDGED =
            MadeUp.report().withPolicy(MadeUp.decision(), List.of());

    @Test
    void aPolicyThatRefusesDeniesWhateverTheGateSays() {
        assertThat(MadeUp.empty().verdict()).isInstanceOf(Verdict.Allow.class);
        var judged = MadeUp.empty().withPolicy(MadeUp.decision(), List.of());
        assertThat(judged.verdict()).isInstanceOf(Verdict.Deny.class);
        assertThat(judged.verdict().reasons()).hasSize(13);
    }

    @Test
    void whatTheGateHoldsAgainstItStands() {
        assertThat(JUDGED.verdict().reasons()).containsAll(MadeUp.report().verdict().reasons());
        assertThat(JUDGED.notes()).isEqualTo(MadeUp.report().notes());
    }

    @Test
    void whatWasExcusedIsSaidOnce() {
        var excused = Reason.of("stale-data", "old");
        var judged = MadeUp.report().withPolicy(MadeUp.decision(), List.of(excused, excused));
        assertThat(judged.verdict().reasons()).containsOnlyOnce(excused);
    }

    @Test
    void pagesForPeopleNameTheRulesAndNotMoreThanCanBeRead() throws IOException {
        for (var format : List.of("table", "markdown", "html", "gitlab")) {
            assertThat(text(format))
                    .as(format)
                    .containsIgnoringCase("refused by rule no-critical: CVE-1 is critical")
                    .contains("by rule no-critical: and 2 more")
                    .doesNotContain("CVE-11 is critical")
                    .containsIgnoringCase("refused by rule signed: it cannot be evaluated")
                    .containsIgnoringCase("warned by rule no-root: it starts as ");
        }
        assertThat(text("table"))
                .contains("the policy acme refuses it for prod by no-critical, signed)");
        assertThat(text("html")).doesNotContain("<root>");
    }

    @Test
    void inSarifARuleIsARuleAndWhatItObjectsToAResult() throws Exception {
        var run = json("sarif").get("runs").items().getFirst();
        var rules = run.get("tool").get("driver").get("rules").items();
        var results =
                run.get("results").items().stream()
                        .filter(one -> one.text("ruleId").startsWith("policy/"))
                        .toList();
        assertThat(results).hasSize(14);
        for (var result : results) {
            int index = Math.toIntExact(result.get("ruleIndex").wholeNumber().orElseThrow());
            assertThat(rules.get(index).text("id")).isEqualTo(result.text("ruleId"));
        }
        assertThat(results)
                .extracting(one -> one.text("ruleId"), one -> one.text("level"))
                .contains(
                        tuple("policy/no-critical", "error"),
                        tuple("policy/signed", "error"),
                        tuple("policy/no-root", "warning"));
    }

    @Test
    void inJunitEachRuleThatWasAskedIsACase() throws IOException {
        assertThat(text("junit"))
                .contains("<testsuite name=\"policy\" tests=\"4\" failures=\"2\"")
                .contains("<testcase classname=\"acme for prod\" name=\"small\" time=\"0\"/>")
                .doesNotContain("dev-only");
    }

    @Test
    void ourOwnDocumentSaysWhatCameOfEveryRule() throws Exception {
        var document = json("json");
        assertThat(JsonFormatTest.published().validate(text("json"), InputFormat.JSON)).isEmpty();
        assertThat(document.get("policy").get("rules").items())
                .extracting(one -> one.text("rule"), one -> one.text("outcome"))
                .containsExactly(
                        tuple("no-critical", "not-met"),
                        tuple("signed", "not-evaluated"),
                        tuple("no-root", "not-met"),
                        tuple("small", "met"),
                        tuple("dev-only", "not-asked"));
    }

    private static Json json(String format) throws Exception {
        return JsonReader.read(text(format).getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String format) throws IOException {
        var out = new ByteArrayOutputStream();
        ReportFormats.named(format).orElseThrow().write(JUDGED, ReportStyle.PLAIN, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
