package org.tidewaiter.scan.document;

import java.util.List;
import java.util.Map;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.policy.Reason;
import org.tidewaiter.policy.Suppressed.Cause;
import org.tidewaiter.scan.report.Notes;

/// Notes as members of the object that is open.
final class NotesJson {
    private NotesJson() {}

    static void write(JsonWriter json, Notes notes) {
        facts(json, notes.facts());
        suppressed(json, notes.suppressed());
    }

    static void facts(JsonWriter json, List<Reason> facts) {
        json.beginArray("notes");
        for (var one : facts) {
            json.beginObject().field("rule", one.rule()).field("fact", one.fact()).endObject();
        }
        json.endArray();
    }

    static void suppressed(JsonWriter json, Map<Cause, Integer> suppressed) {
        json.beginObject("suppressed");
        suppressed.forEach((cause, count) -> json.field(cause.word(), count));
        json.endObject();
    }
}
