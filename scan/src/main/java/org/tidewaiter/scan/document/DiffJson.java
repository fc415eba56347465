package org.tidewaiter.scan.document;

import java.io.OutputStream;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Location;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.scan.diff.InventoryDiff;

/// What differs between two inventories, in our own JSON form.
///
/// @see "docs/schema/inventory-diff-1.schema.json"
public final class DiffJson {
    private DiffJson() {}

    /// @param out stays open
    public static void write(InventoryDiff diff, OutputStream out) {
        try (var json = new JsonWriter(out)) {
            json.beginObject().field("schema", "tidewaiter-inventory-diff-1");
            source(json.beginObject("before"), diff.before().source());
            source(json.beginObject("after"), diff.after().source());
            json.beginArray("changes");
            for (var change : diff.changes()) {
                json.beginObject()
                        .field("change", change.kind().word())
                        .field("type", change.any().purl().type())
                        .field("name", change.any().ecosystemName());
                change.before().ifPresent(one -> side(json.beginObject("before"), one));
                change.after().ifPresent(one -> side(json.beginObject("after"), one));
                json.endObject();
            }
            json.endArray().endObject();
        }
    }

    private static void source(JsonWriter json, ImageSource source) {
        json.field("kind", source.kind())
                .field("name", source.name())
                .field("digest", source.digest())
                .field("platform", source.platform())
                .endObject();
    }

    private static void side(JsonWriter json, SoftwarePackage one) {
        json.field("purl", one.purl().toString())
                .fieldUnlessEmpty("version", InventoryDiff.version(one))
                .field("licences", one.licences())
                .field("owner", one.owner())
                .field("declared", one.declared())
                .field("paths", one.locations().stream().map(Location::path).distinct().toList())
                .endObject();
    }
}
