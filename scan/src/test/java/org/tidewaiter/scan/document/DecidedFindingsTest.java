package org.tidewaiter.scan.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.networknt.schema.InputFormat;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.Severity;
import org.tidewaiter.model.VexStatement;
import org.tidewaiter.model.VexStatement.Identity;
import org.tidewaiter.model.VexStatement.Product;
import org.tidewaiter.model.VexStatus;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.policy.Decisions;
import org.tidewaiter.policy.GateSettings;
import org.tidewaiter.policy.IgnoreFile;
import org.tidewaiter.policy.Judgement;
import org.tidewaiter.scan.report.MadeUp;
import org.tidewaiter.scan.report.ReportFormat;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.scan.report.ScanReport;
import org.tidewaiter.scan.text.TableFormat;

/// What VEX cleared and what an ignore file hides, in every report.
class DecidedFindingsTest {
    private static final String LODASH = "app/node_modules/lodash/package.json";

    @Test
    void theTableNamesTheDocumentAndItsAuthor() throws Exception {
        var out = new ByteArrayOutputStream();
        new TableFormat().write(report(), ReportStyle.PLAIN, out);
        assertThat(out.toString(StandardCharsets.UTF_8).replaceAll("\\s+", " "))
                .contains("Not counted 2 cleared by VEX, 1 ignored")
                .contains(
                        "VEX: CVE-1 in lodash: not_affected (vulnerable_code_not_in_execute_path):"
                                + " never called; so says Ann at 2026-02-01T00:00:00Z in hub/a.json,"
                                + " against an older statement")
                .contains("ignored: CVE-3 in lodash: ignored by .trivyignore, line 1: not ours")
                .contains("Note: 1 finding is ignored by .trivyignore, for which nobody answers");
    }

    @Test
    void theJsonHasTheStatementAndTheRule() throws Exception {
        var suppressed = json(new JsonFormat()).get("suppressed").items();
        assertThat(suppressed)
                .extracting(one -> one.text("cause"))
                .containsExactly("vex", "vex", "ignored");
        var vex = suppressed.getFirst().get("vex");
        assertThat(vex.members().keySet())
                .containsExactly(
                        "document",
                        "id",
                        "author",
                        "attached",
                        "timestamp",
                        "status",
                        "justification",
                        "impactStatement",
                        "overruled");
        assertThat(vex.text("timestamp")).isEqualTo("2026-02-01T00:00:00Z");
        assertThat(suppressed.getLast().get("ignoreRule").text("reason")).isEqualTo("not ours");
    }

    @Test
    void theJsonFollowsItsSchema() throws Exception {
        var document = Documents.text(new JsonFormat(), report());
        assertThat(JsonFormatTest.published().validate(document, InputFormat.JSON)).isEmpty();
    }

    @Test
    void sarifHasThemAsSuppressedResults() throws Exception {
        var results = json(new SarifFormat()).get("runs").items().getFirst().get("results").items();
        assertThat(results)
                .hasSize(3)
                .allSatisfy(one -> {
                    var suppression = one.get("suppressions").items().getFirst();
                    assertThat(suppression.text("status")).isEqualTo("accepted");
                    assertThat(suppression.text("justification")).isNotEmpty();
                });
    }

    @Test
    void cycloneDxTakesTheStatementForTheAnalysis() throws Exception {
        var bytes =
                Documents.text(new CycloneDxReport(), report()).getBytes(StandardCharsets.UTF_8);
        assertThat(new JsonParser().validate(bytes, Version.VERSION_16)).isEmpty();
        assertThat(json(new CycloneDxReport()).get("vulnerabilities").items())
                .extracting(
                        one -> one.text("id"),
                        one -> one.get("analysis").text("state"),
                        one -> one.get("analysis").text("justification"))
                .containsExactly(
                        tuple("CVE-1", "not_affected", "code_not_reachable"),
                        tuple("CVE-2", "resolved", ""),
                        tuple("CVE-3", "exploitable", ""));
    }

    private static Json json(ReportFormat format) throws Exception {
        return JsonReader.read(Documents.text(format, report()).getBytes(StandardCharsets.UTF_8));
    }

    private static ScanReport report() throws ProblemException {
        return report(
                new Decisions(
                        List.of(),
                        List.of(
                                statement("CVE-1", VexStatus.AFFECTED, "2026-01-01"),
                                statement("CVE-1", VexStatus.NOT_AFFECTED, "2026-02-01"),
                                statement("CVE-2", VexStatus.FIXED, "2026-02-01")),
                        IgnoreFile.read(".trivyignore", "CVE-3 # not ours\n").rules()));
    }

    private static VexStatement statement(String id, VexStatus status, String day) {
        var lodash = Purl.parse("pkg:npm/lodash").orElseThrow();
        return new VexStatement(
                new VexStatement.Document("hub/a.json", "https://example.org/a", "Ann", false),
                List.of(id),
                List.of(
                        new Product(
                                new Identity(
                                        "pkg:npm/lodash", List.of(lodash), List.of(), List.of()),
                                List.of())),
                status,
                status == VexStatus.NOT_AFFECTED ? "vulnerable_code_not_in_execute_path" : "",
                status == VexStatus.NOT_AFFECTED ? "never called" : "",
                "",
                Optional.of(Instant.parse(day + "T00:00:00Z")));
    }

    private static ScanReport report(Decisions decisions) {
        var plain = MadeUp.report();
        var judgement =
                Judgement.of(
                        List.of(flaw("CVE-1"), flaw("CVE-2"), flaw("CVE-3")),
                        plain.inventory(),
                        decisions,
                        GateSettings.NONE,
                        List.of(),
                        MadeUp.TODAY);
        return new ScanReport(
                plain.toolVersion(),
                plain.asOf(),
                plain.inventory(),
                plain.scope(),
                plain.support(),
                plain.data(),
                judgement.standing(),
                judgement.suppressed(),
                List.of(),
                judgement.expired(),
                List.of(),
                List.of(),
                judgement.verdict());
    }

    private static Finding flaw(String id) {
        return MadeUp.flaw(id, MadeUp.npm("lodash", "4.17.20", LODASH))
                .severity(Severity.HIGH, 7.5)
                .build();
    }
}
