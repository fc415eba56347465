package org.tidewaiter.inventory.document;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.tidewaiter.inventory.licence.SpdxLicences;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Distribution;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.Layer;
import org.tidewaiter.model.Location;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.model.json.JsonWriter;

/// One bill of materials while it is written.
final class CycloneDxDocument {
    private static final String PREFIX = "tidewaiter:";

    private final Inventory inventory;
    private final CycloneDxFormat.Appendix appendix;
    private final Map<Integer, String> diffIds = new HashMap<>();

    /// What others refer to components by: the purl, with a number where it comes again.
    private final List<String> references = new ArrayList<>();

    private final Optional<Purl> imagePurl;
    private final String imageReference;

    CycloneDxDocument(Inventory inventory, CycloneDxFormat.Appendix appendix) {
        this.inventory = inventory;
        this.appendix = appendix;
        for (var layer : inventory.source().layers()) {
            diffIds.put(layer.index(), layer.diffId().toString());
        }
        var times = new HashMap<Purl, Integer>();
        for (var one : inventory.livePackages()) {
            int time = times.merge(one.purl(), 1, Integer::sum);
            references.add(time == 1 ? one.purl().toString() : one.purl() + "|" + time);
        }
        imagePurl = imagePurl(inventory.source());
        imageReference = imagePurl.map(Purl::toString).orElse("image");
    }

    void write(UUID serial, OutputStream out) {
        try (var json = new JsonWriter(out)) {
            json.beginObject()
                    .field("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json")
                    .field("bomFormat", "CycloneDX")
                    .field("specVersion", "1.6")
                    .field("serialNumber", "urn:uuid:" + serial)
                    .field("version", 1);
            writeMetadata(json);
            json.beginArray("components");
            inventory.distribution().ifPresent(system -> writeSystem(system, json));
            var packages = inventory.livePackages();
            for (int i = 0; i < packages.size(); i++) {
                writePackage(packages.get(i), references.get(i), json);
            }
            json.endArray();
            writeDependencies(json);
            writeCompleteness(json);
            appendix.write(json, referencesByPackage());
            json.endObject();
        }
    }

    private Map<SoftwarePackage, String> referencesByPackage() {
        var byPackage = new HashMap<SoftwarePackage, String>();
        var packages = inventory.livePackages();
        for (int i = 0; i < packages.size(); i++) {
            byPackage.putIfAbsent(packages.get(i), references.get(i));
        }
        return byPackage;
    }

    private void writeMetadata(JsonWriter json) {
        var source = inventory.source();
        json.beginObject("metadata")
                .beginObject("tools")
                .beginArray("components")
                .beginObject()
                .field("type", "application")
                .field("name", "tidewaiter")
                .endObject()
                .endArray()
                .endObject()
                .beginObject("component")
                .field("type", source.kind().equals("directory") ? "file" : "container")
                .field("bom-ref", imageReference)
                .field("name", source.name())
                .field("version", source.digest().or(source::configDigest).map(Digest::toString))
                .field("purl", imagePurl)
                .endObject();
        var properties = new Properties(json);
        properties.add("source", source.kind());
        source.platform().ifPresent(one -> properties.add("platform", one.toString()));
        source.configDigest().ifPresent(one -> properties.add("config-digest", one.toString()));
        source.layers().stream()
                .map(Layer::diffId)
                .forEach(one -> properties.add("layer", one.toString()));
        properties.add("files-total", Long.toString(inventory.files().total()));
        properties.add("files-unexplained", Long.toString(inventory.files().unexplained()));
        Words.of(inventory.gaps()).forEach(gap -> properties.add("gap", gap));
        properties.end();
        json.endObject();
    }

    /// Known only where a registry says by which name and digest the image can be fetched.
    private static Optional<Purl> imagePurl(ImageSource source) {
        if (!source.kind().equals("registry") || source.digest().isEmpty()) {
            return Optional.empty();
        }
        return ImageReference.parse(source.name())
                .map(reference -> {
                    var repository = reference.repository();
                    var name = repository.substring(repository.lastIndexOf('/') + 1);
                    var digest = source.digest().orElseThrow().toString();
                    return Purl.of("oci", "", name, digest)
                            .withQualifier(
                                    "repository_url", reference.registry() + "/" + repository)
                            .withQualifier("tag", reference.tag().orElse(""))
                            .withQualifier(
                                    "arch",
                                    source.platform().map(one -> one.architecture()).orElse(""));
                });
    }

    private void writeSystem(Distribution system, JsonWriter json) {
        json.beginObject()
                .field("type", "operating-system")
                .field("bom-ref", reference(system))
                .field("name", system.id())
                .fieldUnlessEmpty("version", system.versionId())
                .fieldUnlessEmpty("description", system.name())
                .endObject();
    }

    private static String reference(Distribution system) {
        return "operating-system:" + system.id() + "@" + system.versionId();
    }

    private void writePackage(SoftwarePackage one, String reference, JsonWriter json) {
        var purl = one.purl();
        boolean hasGroup = purl.type().equals("npm") || purl.type().equals("maven");
        json.beginObject().field("type", "library").field("bom-ref", reference);
        if (hasGroup) {
            json.fieldUnlessEmpty("group", purl.namespace());
        }
        json.field("name", hasGroup ? purl.name() : one.ecosystemName())
                .fieldUnlessEmpty("version", one.version());
        writeLicences(one.licences(), json);
        json.field("purl", purl.toString());
        if (!one.locations().isEmpty()) {
            json.beginObject("evidence").beginArray("occurrences");
            one.locations().stream()
                    .map(Location::path)
                    .distinct()
                    .forEach(path -> json.beginObject().field("location", path).endObject());
            json.endArray().endObject();
        }
        writeProperties(one, json);
        json.endObject();
    }

    /// The format takes either one expression, or a list of ids and names.
    private static void writeLicences(List<String> licences, JsonWriter json) {
        if (licences.isEmpty()) {
            return;
        }
        json.beginArray("licenses");
        for (var licence : licences) {
            json.beginObject();
            if (licences.size() == 1 && isCompound(licence)) {
                json.field("expression", licence).field("acknowledgement", "declared");
            } else {
                json.beginObject("license")
                        .field(SpdxLicences.isId(licence) ? "id" : "name", licence)
                        .field("acknowledgement", "declared")
                        .endObject();
            }
            json.endObject();
        }
        json.endArray();
    }

    private static boolean isCompound(String licence) {
        return SpdxLicences.isExpression(licence) && !SpdxLicences.isId(licence);
    }

    private void writeProperties(SoftwarePackage one, JsonWriter json) {
        var properties = new Properties(json);
        properties.add("found-by", one.foundBy());
        if (one.declared()) {
            properties.add("declared", "true");
        }
        one.source()
                .ifPresent(source ->
                        properties.add("source-package", source.name() + "@" + source.version()));
        one.owner().ifPresent(owner -> properties.add("owner", owner.toString()));
        one.locations().stream()
                .flatMap(location -> location.layer().stream().boxed())
                .distinct()
                .sorted()
                .forEach(layer -> properties.add("layer", diffIds.getOrDefault(layer, "" + layer)));
        properties.end();
    }

    /// That the image has them; which package needs which is not known.
    private void writeDependencies(JsonWriter json) {
        json.beginArray("dependencies")
                .beginObject()
                .field("ref", imageReference)
                .beginArray("dependsOn");
        inventory.distribution().ifPresent(system -> json.item(reference(system)));
        references.forEach(json::item);
        json.endArray().endObject().endArray();
    }

    private void writeCompleteness(JsonWriter json) {
        boolean isComplete = inventory.gaps().isEmpty() && inventory.files().unexplained() == 0;
        json.beginArray("compositions")
                .beginObject()
                .field("aggregate", isComplete ? "complete" : "incomplete")
                .field("assemblies", List.of(imageReference))
                .endObject()
                .endArray();
    }

    private static final class Properties {
        private final JsonWriter json;

        Properties(JsonWriter json) {
            this.json = json.beginArray("properties");
        }

        void add(String name, String value) {
            json.beginObject().field("name", PREFIX + name).field("value", value).endObject();
        }

        void end() {
            json.endArray();
        }
    }
}
