package org.tidewaiter.inventory.document;

import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.tidewaiter.inventory.account.AccountedFile;
import org.tidewaiter.inventory.licence.SpdxLicences;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Distribution;
import org.tidewaiter.model.Sha1;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.model.json.JsonWriter;

/// One bill of materials in JSON while it is written.
final class CycloneDxDocument {
    private final Bill bill;
    private final Supplier<Stream<AccountedFile>> files;
    private final CycloneDxFormat.Appendix appendix;

    /// @param files gives them anew each time
    CycloneDxDocument(
            Bill bill, Supplier<Stream<AccountedFile>> files, CycloneDxFormat.Appendix appendix) {
        this.bill = bill;
        this.files = files;
        this.appendix = appendix;
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
            bill.inventory().distribution().ifPresent(system -> writeSystem(system, json));
            bill.entries().forEach(entry -> writePackage(entry, json));
            files.get().forEach(file -> writeFile(file, json));
            json.endArray();
            writeDependencies(json);
            writeCompleteness(json);
            appendix.write(
                    json,
                    new CycloneDxFormat.References(bill.imageReference(), referencesByPackage()));
            json.endObject();
        }
    }

    private Map<SoftwarePackage, String> referencesByPackage() {
        var byPackage = new HashMap<SoftwarePackage, String>();
        bill.entries().forEach(entry -> byPackage.putIfAbsent(entry.found(), entry.reference()));
        return byPackage;
    }

    private void writeMetadata(JsonWriter json) {
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
                .field("type", bill.isOfDirectory() ? "file" : "container")
                .field("bom-ref", bill.imageReference())
                .field("name", bill.inventory().source().name())
                .field("version", bill.imageVersion().map(Digest::toString))
                .field("purl", bill.imagePurl())
                .endObject();
        writeProperties(bill.imageProperties(), json);
        json.endObject();
    }

    private static void writeSystem(Distribution system, JsonWriter json) {
        json.beginObject()
                .field("type", "operating-system")
                .field("bom-ref", Bill.reference(system))
                .field("name", system.id())
                .fieldUnlessEmpty("version", system.versionId())
                .fieldUnlessEmpty("description", system.name());
        writeProperties(Bill.properties(system), json);
        json.endObject();
    }

    private void writePackage(Bill.Entry entry, JsonWriter json) {
        var one = entry.found();
        var name = CycloneDxName.of(one);
        json.beginObject()
                .field("type", "library")
                .field("bom-ref", entry.reference())
                .fieldUnlessEmpty("group", name.group())
                .field("name", name.name())
                .fieldUnlessEmpty("version", one.version());
        if (!entry.isLive()) {
            json.field("scope", "excluded");
        }
        writeHashes("SHA-1", one.sha1s().stream().map(Sha1::hex).toList(), json);
        writeLicences(one.licences(), json);
        json.field("cpe", one.cpes().stream().findFirst()).field("purl", one.purl().toString());
        if (!one.locations().isEmpty()) {
            json.beginObject("evidence").beginArray("occurrences");
            Bill.paths(one).forEach(path -> json.beginObject().field("location", path).endObject());
            json.endArray().endObject();
        }
        writeProperties(bill.propertiesOfComponent(one), json);
        json.endObject();
    }

    private void writeFile(AccountedFile one, JsonWriter json) {
        json.beginObject().field("type", "file").field("name", one.file().path());
        var sha256 = one.file().digest().map(Digest::hex);
        writeHashes("SHA-256", sha256.stream().toList(), json);
        writeProperties(bill.properties(one), json);
        json.endObject();
    }

    private static void writeHashes(String algorithm, List<String> hashes, JsonWriter json) {
        if (hashes.isEmpty()) {
            return;
        }
        json.beginArray("hashes");
        for (var hash : hashes) {
            json.beginObject().field("alg", algorithm).field("content", hash).endObject();
        }
        json.endArray();
    }

    private static void writeLicences(List<String> licences, JsonWriter json) {
        if (licences.isEmpty()) {
            return;
        }
        json.beginArray("licenses");
        for (var licence : licences) {
            json.beginObject();
            if (CycloneDxName.isExpression(licences)) {
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

    /// That the image has them, and which package needs which.
    private void writeDependencies(JsonWriter json) {
        json.beginArray("dependencies")
                .beginObject()
                .field("ref", bill.imageReference())
                .beginArray("dependsOn");
        bill.inventory().distribution().ifPresent(system -> json.item(Bill.reference(system)));
        bill.liveEntries().forEach(entry -> json.item(entry.reference()));
        json.endArray().endObject();
        for (var need : bill.needs()) {
            json.beginObject().field("ref", need.of()).field("dependsOn", need.on()).endObject();
        }
        json.endArray();
    }

    private void writeCompleteness(JsonWriter json) {
        json.beginArray("compositions")
                .beginObject()
                .field("aggregate", bill.isComplete() ? "complete" : "incomplete")
                .field("assemblies", List.of(bill.imageReference()))
                .endObject()
                .endArray();
    }

    private static void writeProperties(List<Bill.Property> properties, JsonWriter json) {
        if (properties.isEmpty()) {
            return;
        }
        json.beginArray("properties");
        for (var property : properties) {
            json.beginObject()
                    .field("name", property.name())
                    .field("value", property.value())
                    .endObject();
        }
        json.endArray();
    }
}
