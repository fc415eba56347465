package org.tidewaiter.scan.document;

import java.io.OutputStream;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.scan.rescan.RescanReport;

/// What became of the findings of stored inventories, in our own JSON form.
///
/// @see "docs/schema/rescan-1.schema.json"
public final class RescanJson {
    private RescanJson() {}

    /// @param out stays open
    public static void write(RescanReport report, OutputStream out) {
        try (var json = new JsonWriter(out)) {
            json.beginObject()
                    .field("format", "tidewaiter-rescan")
                    .field("formatVersion", 1)
                    .field("denied", report.denied());
            NotesJson.facts(json, report.gate().excused());
            json.beginArray("inventories");
            for (var one : report.entries()) {
                json.beginObject().field("name", one.name());
                outcome(json, one.outcome(), report);
                json.endObject();
            }
            json.endArray().endObject();
        }
    }

    private static void outcome(
            JsonWriter json, RescanReport.Outcome outcome, RescanReport report) {
        switch (outcome) {
            case RescanReport.First(var first) -> {
                NotesJson.write(json, first.notes());
                GapJson.writeUnlessNone(json, first.inventory());
                json.beginArray("first");
                for (var finding : first.findings()) {
                    FindingJson.write(json.beginObject(), finding);
                    json.endObject();
                }
                json.endArray();
            }
            case RescanReport.Compared(var diff) -> {
                FindingsDiffJson.members(
                        json.beginObject("since"), diff, report.gate(), diff.notes());
                json.endObject();
            }
            case RescanReport.Unreadable(var problem) ->
                    json.beginObject("problem")
                            .field("code", problem.code())
                            .field("what", problem.what())
                            .field("mend", problem.mend())
                            .endObject();
        }
    }
}
