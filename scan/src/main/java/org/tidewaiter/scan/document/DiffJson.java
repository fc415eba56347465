package org.tidewaiter.scan.document;

import java.io.OutputStream;
import org.tidewaiter.model.Inventory;
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
            side(json.beginObject("before"), diff.before());
            side(json.beginObject("after"), diff.after());
            json.beginArray("changes");
            for (var change : diff.changes()) {
                json.beginObject()
                        .field("change", change.kind().word())
                        .field("type", change.any().purl().type())
                        .field("name", change.any().ecosystemName());
                change.before().ifPresent(one -> side(json.beginObject("before"), one));
                change.after().ifPresent(one -> side(json.beginObject("after"), one));
                change.unread().ifPresent(gap -> GapJson.write(json.beginObject("unread"), gap));
                json.endObject();
            }
            json.endArray().endObject();
        }
    }

    private static void side(JsonWriter json, Inventory one) {
        var source = one.source();
        json.field("kind", source.kind())
                .field("name", source.name())
                .field("digest", source.digest())
                .field("platform", source.platform());
        GapJson.writeUnlessNone(json, one);
        json.endObject();
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
