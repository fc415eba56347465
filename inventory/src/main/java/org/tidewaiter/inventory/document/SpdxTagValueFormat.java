package org.tidewaiter.inventory.document;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.tidewaiter.image.pass.PassOptions.FileHashes;
import org.tidewaiter.inventory.account.FileLedger;
import org.tidewaiter.inventory.text.Excerpt;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.LayerScope;

/// An SPDX 2.3 document in its tag-value form. It says what [SpdxJsonFormat] says in JSON. Letters
/// that would end a line or hurt a terminal are written `\u001b`.
///
/// @see "SPDX specification 2.3, tag-value format"
final class SpdxTagValueFormat implements FilesFormat {
    @Override
    public String name() {
        return "spdx";
    }

    @Override
    public List<String> aliases() {
        return List.of("spdx-tag-value");
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

    private static void write(SpdxBill bill, UUID id, OutputStream to) throws IOException {
        var out = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
        tag("SPDXVersion", "SPDX-2.3", out);
        tag("DataLicense", "CC0-1.0", out);
        tag("SPDXID", "SPDXRef-DOCUMENT", out);
        tag("DocumentName", bill.name(), out);
        tag("DocumentNamespace", "urn:uuid:" + id, out);
        tag("Creator", SpdxBill.TOOL, out);
        tag("Created", SpdxBill.TIME, out);
        text("CreatorComment", SpdxBill.CREATOR_COMMENT, out);
        writePackage(bill.packages().getFirst(), bill.files(), out);
        if (bill.files().isPresent()) {
            writeFiles(bill.files().get(), out);
        }
        for (var one : bill.packages().subList(1, bill.packages().size())) {
            writePackage(one, Optional.empty(), out);
        }
        for (var licence : bill.extractedLicences().entrySet()) {
            out.write('\n');
            tag("LicenseID", licence.getKey(), out);
            text("ExtractedText", licence.getValue(), out);
        }
        out.write('\n');
        tag("Relationship", "SPDXRef-DOCUMENT DESCRIBES " + SpdxBill.IMAGE_ID, out);
        for (var one : bill.packages().subList(1, bill.packages().size())) {
            tag("Relationship", SpdxBill.IMAGE_ID + " CONTAINS " + one.id(), out);
        }
        for (var need : bill.needs()) {
            tag("Relationship", need.of() + " DEPENDS_ON " + need.on(), out);
        }
        out.flush();
    }

    private static void writePackage(
            SpdxBill.SpdxPackage one, Optional<SpdxFiles> files, Writer out) throws IOException {
        out.write('\n');
        tag("PackageName", one.name(), out);
        tag("SPDXID", one.id(), out);
        tag("PackageVersion", one.version(), out);
        tag("PackageDownloadLocation", "NOASSERTION", out);
        tag("FilesAnalyzed", Boolean.toString(files.isPresent()), out);
        if (files.isPresent()) {
            tag("PackageVerificationCode", code(files.get().verification()), out);
        }
        for (var sha1 : one.sha1s()) {
            tag("PackageChecksum", "SHA1: " + sha1.hex(), out);
        }
        text("PackageSourceInfo", one.sourceInfo(), out);
        tag("PackageLicenseConcluded", "NOASSERTION", out);
        tag("PackageLicenseDeclared", one.licence(), out);
        tag("PackageCopyrightText", "NOASSERTION", out);
        text("PackageSummary", one.summary(), out);
        tag("PrimaryPackagePurpose", one.purpose().replace('_', '-'), out);
        if (!one.purl().isEmpty()) {
            tag("ExternalRef", "PACKAGE-MANAGER purl " + one.purl(), out);
        }
        for (var cpe : one.cpes()) {
            tag("ExternalRef", "SECURITY %s %s".formatted(SpdxBill.cpeType(cpe), cpe), out);
        }
        if (!one.comment().isEmpty()) {
            tag("Annotator", SpdxBill.TOOL, out);
            tag("AnnotationDate", SpdxBill.TIME, out);
            tag("AnnotationType", "OTHER", out);
            tag("SPDXREF", one.id(), out);
            text("AnnotationComment", one.comment(), out);
        }
    }

    /// A comma or a parenthesis in a name would end it, and is written as a question mark.
    private static String code(SpdxFiles.Verification one) {
        var excluded =
                one.excluded().stream()
                        .map(name -> name.replaceAll("[,()]", "?"))
                        .collect(Collectors.joining(", "));
        return one.code().hex() + (excluded.isEmpty() ? "" : " (excludes: " + excluded + ")");
    }

    /// They belong to the package that stands before them.
    private static void writeFiles(SpdxFiles files, Writer out) throws IOException {
        for (var all = files.files().iterator(); all.hasNext(); ) {
            var one = all.next();
            out.write('\n');
            tag("FileName", one.name(), out);
            tag("SPDXID", one.id(), out);
            tag("FileChecksum", "SHA1: " + one.sha1().hex(), out);
            if (one.sha256().isPresent()) {
                tag("FileChecksum", "SHA256: " + one.sha256().get().hex(), out);
            }
            tag("LicenseConcluded", "NOASSERTION", out);
            tag("LicenseInfoInFile", "NOASSERTION", out);
            tag("FileCopyrightText", "NOASSERTION", out);
            text("FileComment", one.comment(), out);
        }
    }

    /// Leaves the tag out where there is nothing to say.
    private static void tag(String name, String value, Writer out) throws IOException {
        if (!value.isEmpty()) {
            out.write(name + ": " + inOneLine(value) + "\n");
        }
    }

    /// A value that may have several lines.
    private static void text(String name, String value, Writer out) throws IOException {
        if (!value.isEmpty()) {
            var lines =
                    value.lines()
                            .map(SpdxTagValueFormat::inOneLine)
                            .collect(Collectors.joining("\n"));
            out.write(name + ": <text>" + lines + "</text>\n");
        }
    }

    /// Without the marks between which the format takes everything for text.
    private static String inOneLine(String value) {
        return Excerpt.of(value, Integer.MAX_VALUE)
                .replace("<text>", "\\u003ctext>")
                .replace("</text>", "\\u003c/text>");
    }
}
