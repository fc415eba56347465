package org.tidewaiter.scan.gate;

import java.io.OutputStream;
import org.tidewaiter.model.clearance.Clearance;
import org.tidewaiter.model.json.JsonWriter;

/// A decision for machines.
///
/// @see "docs/schema/gate-1.schema.json"
final class GateJson {
    private GateJson() {}

    static void write(GateReport report, OutputStream out) {
        var decision = report.decision();
        try (var json = new JsonWriter(out)) {
            json.beginObject()
                    .field("schema", "tidewaiter-gate-1")
                    .field("image", report.image())
                    .field("digest", report.digest())
                    .field("stage", report.stage())
                    .field("at", report.at().toString())
                    .field("charter", report.charter())
                    .field("passed", report.passed())
                    .field("verdict", decision.verdict().word())
                    .field("life", decision.life().word())
                    .beginArray("reasons");
            for (var why : decision.verdict().reasons()) {
                json.beginObject().field("rule", why.rule()).field("fact", why.fact()).endObject();
            }
            json.endArray().field("missing", report.missing());
            report.clearance().ifPresent(one -> clearance(one, json));
            json.field("brokenGlass", decision.broken())
                    .field("refused", report.refused())
                    .endObject();
        }
    }

    private static void clearance(Clearance one, JsonWriter json) {
        json.beginObject("clearance")
                .field("id", one.id().toString())
                .field("certifier", one.certifier())
                .field("policy", one.policy().name())
                .field("policyDigest", one.policy().digest().toString())
                .field("charterVersion", one.charter().version())
                .field("issued", one.issued().toString())
                .field("expires", one.expires().toString())
                .field("restartUntil", one.restartUntil().toString())
                .field("epoch", one.epoch())
                .beginArray("waivers");
        for (var waived : one.waivers()) {
            json.beginObject()
                    .field("id", waived.id())
                    .field("owner", waived.owner())
                    .field("approvedBy", waived.approvedBy())
                    .field("reason", waived.reason())
                    .field("expires", waived.expires().toString())
                    .field("findings", waived.findings())
                    .endObject();
        }
        json.endArray().endObject();
    }
}
