package org.tidewaiter.inventory.document;

import java.io.OutputStream;
import java.util.List;
import java.util.stream.IntStream;
import org.tidewaiter.inventory.account.AccountForms;
import org.tidewaiter.model.CodeIndex;
import org.tidewaiter.model.Distribution;
import org.tidewaiter.model.Gap;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.Layer;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.model.Location;
import org.tidewaiter.model.PackageRole;
import org.tidewaiter.model.Presence;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.Sha1;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.model.json.SourceForm;

/// Our own JSON form, complete but for the classes of archives. Everything outside of `source` is
/// the same from whatever source the image came; what only some sources know stands in it: digests,
/// layers, and packages that are hidden or deleted by a later layer.
///
/// @see "docs/schema/inventory-1.schema.json"
final class JsonFormat implements InventoryFormat {
    private static final String SCHEMA = "tidewaiter-inventory-1";

    @Override
    public String name() {
        return "json";
    }

    @Override
    public void write(Inventory inventory, LayerScope scope, OutputStream out) {
        try (var json = new JsonWriter(out)) {
            json.beginObject().field("schema", SCHEMA);
            inventory.distribution().ifPresent(distribution -> write(distribution, json));
            json.beginArray("packages");
            inventory.livePackages().forEach(one -> write(one, json));
            json.endArray();
            writeDependencies(inventory, json);
            writeCode(inventory.withoutClasses().code(), json);
            AccountForms.write("files", inventory.files(), json);
            writeGaps(inventory.gaps(), json);
            writeSource(inventory, json);
            json.endObject();
        }
    }

    private static void write(Distribution distribution, JsonWriter json) {
        json.beginObject("distribution")
                .field("id", distribution.id())
                .fieldUnlessEmpty("versionId", distribution.versionId())
                .fieldUnlessEmpty("codename", distribution.codename())
                .fieldUnlessEmpty("name", distribution.name())
                .fieldUnlessEmpty("like", distribution.like())
                .endObject();
    }

    private static void write(SoftwarePackage one, JsonWriter json) {
        json.beginObject()
                .field("purl", one.purl().toString())
                .field("type", one.purl().type())
                .field("name", one.ecosystemName())
                .fieldUnlessEmpty("version", one.version());
        one.source()
                .ifPresent(source ->
                        json.beginObject("source")
                                .field("name", source.name())
                                .field("version", source.version())
                                .endObject());
        json.field("licences", one.licences())
                .field("foundBy", one.foundBy())
                .field("declared", one.declared());
        if (one.presence() != Presence.LIVE) {
            json.field("presence", Words.of(one.presence()));
            json.beginArray("layers");
            layers(one).forEach(json::item);
            json.endArray();
        }
        json.field("paths", one.locations().stream().map(Location::path).distinct().toList())
                .field("owner", one.owner());
        if (one.role() != PackageRole.SOFTWARE) {
            json.field("role", one.role().word());
        }
        json.fieldUnlessEmpty("repositories", one.repositories())
                .fieldUnlessEmpty("sha1", one.sha1s().stream().map(Sha1::hex).toList())
                .fieldUnlessEmpty("cpes", one.cpes())
                .endObject();
    }

    private static IntStream layers(SoftwarePackage one) {
        return one.locations().stream()
                .flatMapToInt(location -> location.layer().stream())
                .distinct()
                .sorted();
    }

    private static void writeDependencies(Inventory inventory, JsonWriter json) {
        if (inventory.dependencies().isEmpty()) {
            return;
        }
        json.beginArray("dependencies");
        for (var one : inventory.dependencies()) {
            json.beginObject()
                    .field("purl", one.of().toString())
                    .field("dependsOn", one.on().stream().map(Purl::toString).toList())
                    .endObject();
        }
        json.endArray();
    }

    private static void writeCode(List<CodeIndex> code, JsonWriter json) {
        if (code.isEmpty()) {
            return;
        }
        json.beginArray("code");
        for (var one : code) {
            json.beginObject()
                    .field("path", one.path())
                    .fieldUnlessEmpty("target", one.target())
                    .field("complete", one.complete())
                    .field("names", one.names().toString())
                    .endObject();
        }
        json.endArray();
    }

    /// Without layers, since a directory has none.
    private static void writeGaps(List<Gap> gaps, JsonWriter json) {
        record Place(String path, String reason) {}
        json.beginArray("gaps");
        gaps.stream()
                .map(gap -> new Place(gap.path(), gap.reason()))
                .distinct()
                .forEach(gap ->
                        json.beginObject()
                                .field("path", gap.path())
                                .field("reason", gap.reason())
                                .endObject());
        json.endArray();
    }

    private static void writeSource(Inventory inventory, JsonWriter json) {
        SourceForm.begin(
                        json,
                        inventory.source(),
                        layer -> writeLayer(layer, inventory.packages(), json))
                .beginArray("hiddenPackages");
        inventory.packages().stream()
                .filter(one -> one.presence() != Presence.LIVE)
                .forEach(one -> write(one, json));
        json.endArray().endObject();
    }

    private static void writeLayer(Layer layer, List<SoftwarePackage> packages, JsonWriter json) {
        json.field("mediaType", layer.mediaType());
        if (layer.sizeBytes() >= 0) {
            json.field("sizeBytes", layer.sizeBytes());
        }
        json.field("instruction", layer.instruction()).beginArray("packages");
        for (var one : packages) {
            for (var location : one.locations()) {
                if (location.layer().orElse(-1) == layer.index()) {
                    json.beginObject()
                            .field("purl", one.purl().toString())
                            .field("path", location.path())
                            .endObject();
                }
            }
        }
        json.endArray();
    }
}
