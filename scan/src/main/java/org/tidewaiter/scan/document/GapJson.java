package org.tidewaiter.scan.document;

import org.tidewaiter.model.Gap;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.json.JsonWriter;

/// What could not be read, in our own JSON form.
final class GapJson {
    private GapJson() {}

    /// Writes the members of one into the object that is open, and closes it.
    static void write(JsonWriter json, Gap gap) {
        json.field("path", gap.path());
        FindingJson.layer(json, gap.layer());
        json.field("reason", gap.reason()).endObject();
    }

    /// Writes all, where there are any.
    static void writeUnlessNone(JsonWriter json, Inventory of) {
        if (!of.gaps().isEmpty()) {
            json.beginArray("gaps");
            of.gaps().forEach(gap -> write(json.beginObject(), gap));
            json.endArray();
        }
    }
}
