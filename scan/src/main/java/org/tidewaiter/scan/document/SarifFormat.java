package org.tidewaiter.scan.document;

import java.io.OutputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.scan.report.ReportFormat;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.scan.report.ScanReport;

/// SARIF for code scanning services. A rule is a flaw or a check, a result is the flaw in one
/// package, or what the check found in one place; where a policy was asked, a rule of it and what
/// it has against the image. Paths are relative to `IMAGE`, the root of the image. What was waived,
/// cleared by VEX or ignored is a suppressed result; what does not apply is no result.
///
/// @see "SARIF 2.1.0 (OASIS), and GitHub's use of security-severity and partialFingerprints"
public final class SarifFormat implements ReportFormat {
    @Override
    public String name() {
        return "sarif";
    }

    @Override
    public void write(ScanReport report, ReportStyle style, OutputStream out) {
        var results = results(report);
        var rules = new LinkedHashMap<String, Finding>();
        results.forEach(one -> rules.merge(one.finding.id(), one.finding, SarifFormat::worse));
        var index = new HashMap<String, Integer>();
        rules.keySet().forEach(id -> index.put(id, index.size()));
        try (var json = new JsonWriter(out)) {
            SarifParts.beginRules(json, report.toolVersion());
            rules.values().forEach(one -> rule(json, one));
            report.policy().ifPresent(decision -> SarifPolicy.rules(json, decision));
            json.endArray()
                    .endObject()
                    .endObject()
                    .beginObject("originalUriBaseIds")
                    .beginObject(SarifParts.BASE)
                    .beginObject("description")
                    .field("text", "the root of the image " + report.inventory().source().name())
                    .endObject()
                    .endObject()
                    .endObject()
                    .field("columnKind", "unicodeCodePoints")
                    .beginArray("results");
            for (var one : results) {
                result(json, one, index.getOrDefault(one.finding.id(), 0), report);
            }
            report.policy()
                    .ifPresent(decision -> SarifPolicy.results(json, decision, rules.size()));
            json.endArray();
            properties(json, report);
            json.endObject().endArray().endObject();
        }
    }

    /// @param justification of the decision that suppresses it, if one does
    private record Result(Finding finding, Optional<String> justification) {}

    private static List<Result> results(ScanReport report) {
        return Stream.concat(
                        report.findings().stream().map(one -> new Result(one, Optional.empty())),
                        report.suppressed().stream()
                                .filter(one -> one.decision().isPresent())
                                .map(one -> new Result(one.finding(), Optional.of(one.reason()))))
                .toList();
    }

    private static Finding worse(Finding a, Finding b) {
        return b.severity().compareTo(a.severity()) > 0 ? b : a;
    }

    private static void rule(JsonWriter json, Finding finding) {
        json.beginObject();
        switch (finding) {
            case Finding.Vulnerability flaw -> SarifFlaw.rule(json, flaw);
            case Finding.OfCheck one -> SarifCheck.rule(json, one);
        }
        json.endObject();
    }

    private static void result(JsonWriter json, Result result, int rule, ScanReport report) {
        json.beginObject()
                .field("ruleId", result.finding.id())
                .field("ruleIndex", rule)
                .field("level", SarifParts.level(result.finding.severity()));
        switch (result.finding) {
            case Finding.Vulnerability flaw -> SarifFlaw.result(json, flaw, report);
            case Finding.OfCheck one -> SarifCheck.result(json, one, report);
        }
        result.justification.ifPresent(reason ->
                json.beginArray("suppressions")
                        .beginObject()
                        .field("kind", "external")
                        .field("status", "accepted")
                        .field("justification", reason)
                        .endObject()
                        .endArray());
        json.beginObject("properties");
        switch (result.finding) {
            case Finding.Vulnerability flaw -> SarifFlaw.properties(json, flaw);
            case Finding.OfCheck one -> SarifCheck.properties(json, one);
        }
        json.endObject().endObject();
    }

    private static void properties(JsonWriter json, ScanReport report) {
        json.beginObject("properties")
                .field("asOf", report.asOf().toString())
                .field("digest", report.inventory().source().digest())
                .field("verdict", report.verdict().word())
                .field("sampleData", report.data().sample())
                .field("gaps", report.inventory().gaps().size())
                .endObject();
    }
}
