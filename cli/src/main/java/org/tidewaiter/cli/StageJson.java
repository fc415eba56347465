package org.tidewaiter.cli;

import java.io.OutputStream;
import org.tidewaiter.model.Evidence;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.stage.RoleVerdict;

/// Whether an image may go to a stage, for machines.
///
/// @see "docs/schema/evidence-1.schema.json, verdict"
final class StageJson {
    private StageJson() {}

    static void write(StageAnswer answer, OutputStream out) {
        try (var json = new JsonWriter(out)) {
            EvidenceJson.begin(answer.found(), json);
            json.field("passed", answer.verdict().passed());
            verdict(answer, json);
            EvidenceJson.subjects(answer.found(), json, one -> judged(answer, one, json));
            json.endObject();
        }
    }

    /// That the charter does not count, so that the image was not looked at.
    ///
    /// @param image as it was typed
    static void write(RefusedException refused, String image, OutputStream out) {
        try (var json = new JsonWriter(out)) {
            json.beginObject()
                    .field("schema", "tidewaiter-evidence-1")
                    .beginObject("source")
                    .field("kind", "unread")
                    .field("name", image)
                    .endObject()
                    .field("passed", false)
                    .beginObject("refused");
            EvidenceJson.reason(refused.refusal(), refused.detail(), json);
            json.endObject().beginArray("subjects").endArray().endObject();
        }
    }

    private static void verdict(StageAnswer answer, JsonWriter json) {
        var chosen = answer.chosen();
        json.beginObject("verdict")
                .field("stage", chosen.stage())
                .field("at", chosen.now().toString());
        answer.repository().ifPresent(name -> json.field("repository", name));
        json.beginObject("charter")
                .field("name", chosen.charter().name())
                .field("id", chosen.signed().id().toString())
                .field("version", chosen.charter().version())
                .field("expires", chosen.charter().expires().toString())
                .endObject()
                .beginArray("roles");
        answer.verdict().roles().forEach(role -> role(answer, role, json));
        json.endArray().endObject();
    }

    private static void role(StageAnswer answer, RoleVerdict role, JsonWriter json) {
        json.beginObject()
                .field("role", role.role())
                .field("passed", role.passed())
                .field("threshold", role.threshold())
                .field("missing", role.missing())
                .beginArray("asked");
        for (var one : role.asked()) {
            json.beginObject()
                    .field("about", one.about().stream().map(Object::toString).toList())
                    .field("holders", one.holders().stream().toList())
                    .endObject();
        }
        json.endArray().field("able", role.able().stream().toList());
        answer.command(role).ifPresent(command -> json.field("command", command));
        role.obstacle()
                .ifPresent(why -> {
                    json.beginObject("obstacle");
                    EvidenceJson.reason(why.refusal(), why.detail(), json);
                    json.endObject();
                });
        json.endObject();
    }

    private static void judged(StageAnswer answer, Evidence evidence, JsonWriter json) {
        var judged = answer.verdict().of(evidence).orElseThrow();
        judged.holder().ifPresent(holder -> json.field("holder", holder));
        judged.role().ifPresent(role -> json.field("role", role));
        json.field("counts", judged.objection().isEmpty());
        judged.objection()
                .ifPresent(why -> {
                    json.beginObject("objection");
                    EvidenceJson.reason(why.refusal(), why.detail(), json);
                    json.endObject();
                });
    }
}
