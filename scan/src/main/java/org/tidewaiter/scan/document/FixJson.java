package org.tidewaiter.scan.document;

import java.io.OutputStream;
import java.util.List;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.model.json.SourceForm;
import org.tidewaiter.scan.fix.FixPlan;
import org.tidewaiter.scan.report.FixStep;

/// A plan in our own JSON form.
///
/// @see "docs/schema/fix-1.schema.json"
public final class FixJson {
    private FixJson() {}

    /// @param out stays open
    public static void write(FixPlan plan, ImageSource image, OutputStream out) {
        try (var json = new JsonWriter(out)) {
            json.beginObject().field("format", "tidewaiter-fix").field("formatVersion", 1);
            SourceForm.begin(json, image, _ -> {}).endObject();
            json.field("base", plan.base())
                    .field("actions", plan.actions())
                    .field("majors", plan.majors())
                    .field("findings", plan.before().size());
            NotesJson.write(json, plan.notes());
            json.beginArray("steps");
            for (var step : plan.steps()) {
                json.beginObject().field("command", step.command());
                upgrades(json, step.upgrades());
                findings(json, "removes", step.removes());
                json.endObject();
            }
            json.endArray();
            findings(json, "remaining", plan.remaining());
            findings(json, "introduced", plan.introduced());
            json.field(
                    "unknown", plan.unknown().stream().map(one -> one.purl().toString()).toList());
            json.endObject();
        }
    }

    /// As a report has them too.
    static void upgrades(JsonWriter json, List<FixStep.Upgrade> upgrades) {
        json.beginArray("upgrades");
        for (var upgrade : upgrades) {
            json.beginObject()
                    .field("purl", upgrade.purl().toString())
                    .field("to", upgrade.to())
                    .field("mends", upgrade.ids())
                    .field("paths", upgrade.paths())
                    .endObject();
        }
        json.endArray();
    }

    private static void findings(
            JsonWriter json, String name, List<Finding.Vulnerability> findings) {
        json.beginArray(name);
        for (var one : findings) {
            json.beginObject()
                    .field("id", one.id())
                    .field("severity", one.severity().word())
                    .field("state", one.state().word())
                    .field("purl", one.in().purl().toString())
                    .endObject();
        }
        json.endArray();
    }
}
