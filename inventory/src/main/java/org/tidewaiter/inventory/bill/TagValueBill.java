package org.tidewaiter.inventory.bill;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.model.json.Json;

/// Reads SPDX's tag-value form line by line. Each package is given on in the shape that it has in
/// JSON.
final class TagValueBill {
    private static final String TEXT = "<text>";
    private static final String END_OF_TEXT = "</text>";

    private final Spdx spdx = new Spdx();
    private Section section = Section.DOCUMENT;
    private Map<String, Json> members = new LinkedHashMap<>();
    private List<Json> references = new ArrayList<>();
    private List<Json> checksums = new ArrayList<>();
    private String version = "";
    private String annotated = "";

    private enum Section {
        DOCUMENT,
        PACKAGE,
        LICENCE,
        /// A file or a snippet, which is not kept.
        OTHER
    }

    private TagValueBill() {}

    static Document read(InputStream utf8) throws MalformedFileException, IOException {
        var lines = new BufferedReader(new InputStreamReader(utf8, StandardCharsets.UTF_8));
        var bill = new TagValueBill();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            bill.readLine(line, lines);
        }
        bill.endSection();
        return bill.spdx.document(bill.version);
    }

    private void readLine(String line, BufferedReader lines)
            throws MalformedFileException, IOException {
        int colon = line.indexOf(':');
        if (colon < 0 || line.startsWith("#")) {
            return;
        }
        var value = line.substring(colon + 1).strip();
        if (value.startsWith(TEXT)) {
            value = text(value.substring(TEXT.length()), lines);
        }
        take(line.substring(0, colon).strip().replace("\uFEFF", ""), value);
    }

    private static String text(String begin, BufferedReader lines)
            throws MalformedFileException, IOException {
        var text = new StringBuilder();
        @Nullable String line = begin;
        while (line != null) {
            int end = line.indexOf(END_OF_TEXT);
            if (end >= 0) {
                return text.append(line, 0, end).toString();
            }
            text.append(line).append('\n');
            line = lines.readLine();
        }
        throw new MalformedFileException("a text without an end");
    }

    private void take(String tag, String value) throws MalformedFileException {
        switch (tag) {
            case "SPDXVersion" -> version = value;
            case "DocumentName" -> spdx.setName(value);
            case "PackageName" -> begin(Section.PACKAGE, "name", value);
            case "LicenseID" -> begin(Section.LICENCE, "licenseId", value);
            case "FileName", "SnippetSPDXID" -> begin(Section.OTHER, "name", value);
            case "SPDXID" -> members.putIfAbsent("SPDXID", new Json.JsonString(value));
            case "ExternalRef" -> addReference(value);
            case "PackageChecksum" -> addChecksum(value);
            case "Relationship" -> addRelationship(value);
            case "SPDXREF" -> annotated = value;
            case "AnnotationComment" -> spdx.annotate(annotated, value);
            case "PackageAttributionText" -> addAttribution(value);
            default -> addMember(tag, value);
        }
    }

    private void addMember(String tag, String value) {
        var member =
                switch (tag) {
                    case "PackageVersion" -> "versionInfo";
                    case "PackageSourceInfo" -> "sourceInfo";
                    case "PackageSummary" -> "summary";
                    case "PackageLicenseDeclared" -> "licenseDeclared";
                    case "PackageLicenseConcluded" -> "licenseConcluded";
                    case "PrimaryPackagePurpose" -> "primaryPackagePurpose";
                    case "ExtractedText" -> "extractedText";
                    case "LicenseName" -> "name";
                    default -> "";
                };
        if (!member.isEmpty() && section != Section.OTHER) {
            members.put(member, new Json.JsonString(value));
        }
    }

    private void begin(Section next, String member, String value) throws MalformedFileException {
        endSection();
        section = next;
        members.put(member, new Json.JsonString(value));
    }

    private void endSection() throws MalformedFileException {
        if (section == Section.PACKAGE) {
            members.put("externalRefs", new Json.JsonArray(references));
            members.put("checksums", new Json.JsonArray(checksums));
            spdx.add(new Json.JsonObject(members));
        } else if (section == Section.LICENCE) {
            spdx.addLicence(new Json.JsonObject(members));
        }
        members = new LinkedHashMap<>();
        references = new ArrayList<>();
        checksums = new ArrayList<>();
    }

    /// `PACKAGE-MANAGER purl pkg:npm/a@1`.
    private void addReference(String value) {
        var parts = value.split("\\s+", 3);
        if (parts.length == 3 && section == Section.PACKAGE) {
            references.add(object("referenceType", parts[1], "referenceLocator", parts[2].strip()));
        }
    }

    /// `SHA1: 2fd4e1c67a2d28fced849ee1bb76e7391b93eb12`.
    private void addChecksum(String value) {
        var parts = value.split(":\\s*", 2);
        if (parts.length == 2 && section == Section.PACKAGE) {
            checksums.add(object("algorithm", parts[0], "checksumValue", parts[1]));
        }
    }

    /// `SPDXRef-DOCUMENT DESCRIBES SPDXRef-Image`.
    private void addRelationship(String value) throws MalformedFileException {
        var parts = value.split("\\s+", 3);
        if (parts.length == 3) {
            spdx.addRelationship(
                    new Json.JsonObject(
                            Map.of(
                                    "spdxElementId",
                                    new Json.JsonString(parts[0]),
                                    "relationshipType",
                                    new Json.JsonString(parts[1]),
                                    "relatedSpdxElement",
                                    new Json.JsonString(parts[2].strip()))));
        }
    }

    private void addAttribution(String value) {
        if (members.get("SPDXID") instanceof Json.JsonString(var id)) {
            spdx.annotate(id, value);
        }
    }

    private static Json object(String one, String value, String other, String otherValue) {
        return new Json.JsonObject(
                Map.of(one, new Json.JsonString(value), other, new Json.JsonString(otherValue)));
    }
}
