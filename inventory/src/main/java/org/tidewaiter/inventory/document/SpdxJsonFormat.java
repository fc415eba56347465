package org.tidewaiter.inventory.document;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.UUID;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.model.Sha1;
import org.tidewaiter.model.json.JsonWriter;

/// An SPDX 2.3 document in JSON, of the same packages as [CycloneDxFormat]. What SPDX has no word
/// for stands in an annotation of the package, a line `tidewaiter:NAME=VALUE` each.
///
/// @see "SPDX specification 2.3, spdx-schema.json"
final class SpdxJsonFormat implements InventoryFormat {
    @Override
    public String name() {
        return "spdx-json";
    }

    @Override
    public void write(Inventory inventory, LayerScope scope, OutputStream out) throws IOException {
        var bill = new SpdxBill(inventory, scope);
        ContentId.write((id, to) -> write(bill, id, to), out);
    }

    private static void write(SpdxBill bill, UUID id, OutputStream out) {
        try (var json = new JsonWriter(out)) {
            json.beginObject()
                    .field("spdxVersion", "SPDX-2.3")
                    .field("dataLicense", "CC0-1.0")
                    .field("SPDXID", "SPDXRef-DOCUMENT")
                    .field("name", bill.name())
                    .field("documentNamespace", "urn:uuid:" + id)
                    .beginObject("creationInfo")
                    .field("created", SpdxBill.TIME)
                    .field("creators", List.of(SpdxBill.TOOL))
                    .field("comment", SpdxBill.CREATOR_COMMENT)
                    .endObject()
                    .beginArray("packages");
            bill.packages().forEach(one -> writePackage(one, json));
            json.endArray();
            writeLicences(bill, json);
            writeRelationships(bill, json);
            json.endObject();
        }
    }

    private static void writePackage(SpdxBill.SpdxPackage one, JsonWriter json) {
        json.beginObject()
                .field("name", one.name())
                .field("SPDXID", one.id())
                .fieldUnlessEmpty("versionInfo", one.version())
                .field("downloadLocation", "NOASSERTION")
                .field("filesAnalyzed", false);
        writeChecksums(one.sha1s(), json);
        json.fieldUnlessEmpty("sourceInfo", one.sourceInfo())
                .field("licenseConcluded", "NOASSERTION")
                .field("licenseDeclared", one.licence())
                .field("copyrightText", "NOASSERTION")
                .fieldUnlessEmpty("summary", one.summary())
                .field("primaryPackagePurpose", one.purpose());
        if (!one.purl().isEmpty()) {
            json.beginArray("externalRefs")
                    .beginObject()
                    .field("referenceCategory", "PACKAGE-MANAGER")
                    .field("referenceType", "purl")
                    .field("referenceLocator", one.purl())
                    .endObject()
                    .endArray();
        }
        if (!one.comment().isEmpty()) {
            json.beginArray("annotations")
                    .beginObject()
                    .field("annotationDate", SpdxBill.TIME)
                    .field("annotationType", "OTHER")
                    .field("annotator", SpdxBill.TOOL)
                    .field("comment", one.comment())
                    .endObject()
                    .endArray();
        }
        json.endObject();
    }

    private static void writeChecksums(List<Sha1> sha1s, JsonWriter json) {
        if (sha1s.isEmpty()) {
            return;
        }
        json.beginArray("checksums");
        for (var sha1 : sha1s) {
            json.beginObject()
                    .field("algorithm", "SHA1")
                    .field("checksumValue", sha1.hex())
                    .endObject();
        }
        json.endArray();
    }

    private static void writeLicences(SpdxBill bill, JsonWriter json) {
        if (bill.extractedLicences().isEmpty()) {
            return;
        }
        json.beginArray("hasExtractedLicensingInfos");
        bill.extractedLicences()
                .forEach((id, text) ->
                        json.beginObject()
                                .field("licenseId", id)
                                .field("extractedText", text)
                                .endObject());
        json.endArray();
    }

    private static void writeRelationships(SpdxBill bill, JsonWriter json) {
        json.beginArray("relationships");
        writeRelationship("SPDXRef-DOCUMENT", "DESCRIBES", SpdxBill.IMAGE_ID, json);
        bill.packages().stream()
                .skip(1)
                .forEach(one -> writeRelationship(SpdxBill.IMAGE_ID, "CONTAINS", one.id(), json));
        bill.needs().forEach(one -> writeRelationship(one.of(), "DEPENDS_ON", one.on(), json));
        json.endArray();
    }

    private static void writeRelationship(String from, String type, String to, JsonWriter json) {
        json.beginObject()
                .field("spdxElementId", from)
                .field("relationshipType", type)
                .field("relatedSpdxElement", to)
                .endObject();
    }
}
