package org.tidewaiter.scan.gate;

import java.io.OutputStream;
import java.util.List;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.policy.Reason;
import org.tidewaiter.policy.Verdict;
import org.tidewaiter.scan.document.SarifParts;

/// A decision as SARIF: each reason is a result of the rule that it names.
///
/// @see "SARIF 2.1.0 (OASIS)"
final class GateSarif {
    private GateSarif() {}

    static void write(GateReport report, OutputStream out) {
        var reasons = report.decision().verdict().reasons();
        var rules = reasons.stream().map(Reason::rule).distinct().toList();
        try (var json = new JsonWriter(out)) {
            SarifParts.beginRules(json, report.toolVersion());
            for (var rule : rules) {
                json.beginObject().field("id", rule).endObject();
            }
            json.endArray().endObject().endObject().beginArray("results");
            for (var reason : reasons) {
                result(reason, rules, report, json);
            }
            json.endArray().endObject().endArray().endObject();
        }
    }

    private static void result(
            Reason reason, List<String> rules, GateReport report, JsonWriter json) {
        json.beginObject()
                .field("ruleId", reason.rule())
                .field("ruleIndex", rules.indexOf(reason.rule()))
                .field(
                        "level",
                        report.decision().verdict() instanceof Verdict.Deny ? "error" : "warning")
                .beginObject("message")
                .field("text", reason.fact())
                .endObject()
                .beginArray("locations")
                .beginObject();
        SarifParts.physicalLocation(json, SarifParts.CONFIGURATION, 1);
        json.beginArray("logicalLocations")
                .beginObject()
                .field("name", report.image())
                .field("kind", "resource")
                .endObject()
                .endArray()
                .endObject()
                .endArray()
                .endObject();
    }
}
