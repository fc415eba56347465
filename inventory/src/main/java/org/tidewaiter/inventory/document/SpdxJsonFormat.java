package org.tidewaiter.inventory.document;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tidewaiter.image.pass.PassOptions.FileHashes;
import org.tidewaiter.inventory.account.FileLedger;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.model.Sha1;
import org.tidewaiter.model.json.JsonWriter;

/// An SPDX 2.3 document in JSON, of the same packages as [CycloneDxFormat]. What SPDX has no word
/// for stands in an annotation of the package, a line `tidewaiter:NAME=VALUE` each.
///
/// @see "SPDX specification 2.3, spdx-schema.json"
final class SpdxJsonFormat implements FilesFormat {
    @Override
    public String name() {
        return "spdx-json";
    }

    @Override
    public void write(Inventory inventory, LayerScope scope, OutputStream out) throws IOException {
        write(new SpdxBill(inventory, scope, Optional.empty()), out);
    }

    @Override
    public void write(Inventory inventory, LayerScope scope, FileLedger files, OutputStream out)
            throws IOException {
        write(new SpdxBill(inventory, scope, Optional.of(files)), out);
    }

    @Override
    public FileHashes hashes() {
        return FileHashes.SHA_256_AND_SHA_1;
    }

    private static void write(SpdxBill bill, OutputStream out) throws IOException {
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
            bill.packages().forEach(one -> writePackage(one, verification(one, bill), json));
            json.endArray();
            bill.files().ifPresent(files -> writeFiles(files, json));
            writeLicences(bill, json);
            writeRelationships(bill, json);
            json.endObject();
        }
    }

    /// Of the image alone: it is what contains the files.
    private static Optional<SpdxFiles.Verification> verification(
            SpdxBill.SpdxPackage one, SpdxBill bill) {
        return bill.files()
                .filter(_ -> one.id().equals(SpdxBill.IMAGE_ID))
                .map(SpdxFiles::verification);
    }

    private static void writePackage(
            SpdxBill.SpdxPackage one,
            Optional<SpdxFiles.Verification> verification,
            JsonWriter json) {
        json.beginObject()
                .field("name", one.name())
                .field("SPDXID", one.id())
                .fieldUnlessEmpty("versionInfo", one.version())
                .field("downloadLocation", "NOASSERTION")
                .field("filesAnalyzed", verification.isPresent());
        verification.ifPresent(of ->
                json.beginObject("packageVerificationCode")
                        .field("packageVerificationCodeValue", of.code().hex())
                        .fieldUnlessEmpty("packageVerificationCodeExcludedFiles", of.excluded())
                        .endObject());
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

    private static void writeFiles(SpdxFiles files, JsonWriter json) {
        json.beginArray("files");
        files.files().forEach(one -> writeFile(one, json));
        json.endArray();
    }

    private static void writeFile(SpdxFiles.SpdxFile one, JsonWriter json) {
        json.beginObject()
                .field("fileName", one.name())
                .field("SPDXID", one.id())
                .beginArray("checksums");
        writeChecksum("SHA1", one.sha1().hex(), json);
        one.sha256().ifPresent(sha256 -> writeChecksum("SHA256", sha256.hex(), json));
        json.endArray()
                .field("licenseConcluded", "NOASSERTION")
                .field("licenseInfoInFiles", List.of("NOASSERTION"))
                .field("copyrightText", "NOASSERTION")
                .field("comment", one.comment())
                .endObject();
    }

    private static void writeChecksums(List<Sha1> sha1s, JsonWriter json) {
        if (sha1s.isEmpty()) {
            return;
        }
        json.beginArray("checksums");
        sha1s.forEach(sha1 -> writeChecksum("SHA1", sha1.hex(), json));
        json.endArray();
    }

    private static void writeChecksum(String algorithm, String value, JsonWriter json) {
        json.beginObject().field("algorithm", algorithm).field("checksumValue", value).endObject();
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
        bill.files().stream()
                .flatMap(SpdxFiles::files)
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
