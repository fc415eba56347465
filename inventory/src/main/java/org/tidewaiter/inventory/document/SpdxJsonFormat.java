package org.tidewaiter.inventory.document;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tidewaiter.image.pass.PassOptions.FileHashes;
import org.tidewaiter.inventory.account.FileLedger;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.model.Sha1;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.model.json.JsonWriter;

/// An SPDX 2.3 document in JSON, of the same packages as [CycloneDxFormat]. What SPDX has no word
/// for stands in an annotation of the package, a line `tidewaiter:NAME=VALUE` each.
///
/// @see "SPDX specification 2.3, spdx-schema.json"
public final class SpdxJsonFormat implements FilesFormat {
    private static final Remarks NONE = _ -> List.of();

    public SpdxJsonFormat() {}

    @Override
    public String name() {
        return "spdx-json";
    }

    /// What another module knows of the packages.
    @FunctionalInterface
    public interface Remarks {
        /// Called more than once for a package.
        List<Remark> about(SoftwarePackage one);

        /// About the image as a whole.
        default List<Remark> aboutImage() {
            return List.of();
        }
    }

    /// @param advisory address of a page about a flaw of the package; nothing where there is none
    /// @param date of the remark
    /// @param comment what is said, which may have several lines
    public record Remark(Optional<String> advisory, LocalDate date, String comment) {}

    @Override
    public void write(Inventory inventory, LayerScope scope, OutputStream out) throws IOException {
        write(inventory, scope, NONE, out);
    }

    /// Writes the same document with more in it: an external reference of the category `SECURITY`
    /// and an annotation for each remark.
    public void write(Inventory inventory, LayerScope scope, Remarks remarks, OutputStream out)
            throws IOException {
        write(new SpdxBill(inventory, scope, Optional.empty()), remarks, out);
    }

    @Override
    public void write(Inventory inventory, LayerScope scope, FileLedger files, OutputStream out)
            throws IOException {
        write(inventory, scope, files, NONE, out);
    }

    /// Writes the same document with more in it.
    public void write(
            Inventory inventory,
            LayerScope scope,
            FileLedger files,
            Remarks remarks,
            OutputStream out)
            throws IOException {
        write(new SpdxBill(inventory, scope, Optional.of(files)), remarks, out);
    }

    @Override
    public FileHashes hashes() {
        return FileHashes.SHA_256_AND_SHA_1;
    }

    private static void write(SpdxBill bill, Remarks remarks, OutputStream out) throws IOException {
        ContentId.write((id, to) -> write(bill, remarks, id, to), out);
    }

    private static void write(SpdxBill bill, Remarks remarks, UUID id, OutputStream out) {
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
            bill.packages()
                    .forEach(one ->
                            writePackage(
                                    one,
                                    verification(one, bill),
                                    remarks(one, remarks, bill),
                                    json));
            json.endArray();
            bill.files().ifPresent(files -> writeFiles(files, json));
            writeLicences(bill, json);
            writeRelationships(bill, json);
            json.endObject();
        }
    }

    private static List<Remark> remarks(SpdxBill.SpdxPackage one, Remarks remarks, SpdxBill bill) {
        return one.id().equals(SpdxBill.IMAGE_ID)
                ? remarks.aboutImage()
                : bill.found(one).map(remarks::about).orElse(List.of());
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
            List<Remark> remarks,
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
        writeReferences(one, remarks, json);
        writeAnnotations(one.comment(), remarks, json);
        json.endObject();
    }

    private static void writeReferences(
            SpdxBill.SpdxPackage one, List<Remark> remarks, JsonWriter json) {
        if (one.purl().isEmpty()
                && remarks.stream().allMatch(remark -> remark.advisory().isEmpty())) {
            return;
        }
        json.beginArray("externalRefs");
        if (!one.purl().isEmpty()) {
            writeReference("PACKAGE-MANAGER", "purl", one.purl(), json);
        }
        one.cpes().forEach(cpe -> writeReference("SECURITY", SpdxBill.cpeType(cpe), cpe, json));
        remarks.stream()
                .flatMap(remark -> remark.advisory().stream())
                .distinct()
                .forEach(address -> writeReference("SECURITY", "advisory", address, json));
        json.endArray();
    }

    private static void writeReference(
            String category, String type, String locator, JsonWriter json) {
        json.beginObject()
                .field("referenceCategory", category)
                .field("referenceType", type)
                .field("referenceLocator", locator)
                .endObject();
    }

    private static void writeAnnotations(String comment, List<Remark> remarks, JsonWriter json) {
        if (comment.isEmpty() && remarks.isEmpty()) {
            return;
        }
        json.beginArray("annotations");
        if (!comment.isEmpty()) {
            writeAnnotation("OTHER", SpdxBill.TIME, comment, json);
        }
        for (var remark : remarks) {
            writeAnnotation("REVIEW", remark.date() + "T00:00:00Z", remark.comment(), json);
        }
        json.endArray();
    }

    private static void writeAnnotation(String type, String time, String comment, JsonWriter json) {
        json.beginObject()
                .field("annotationDate", time)
                .field("annotationType", type)
                .field("annotator", SpdxBill.TOOL)
                .field("comment", comment)
                .endObject();
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
