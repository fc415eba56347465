package org.tidewaiter.scan.document;

import java.util.stream.Stream;
import org.tidewaiter.model.Edit;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.scan.report.ScanReport;

/// What checks found as rules and results of SARIF.
final class SarifCheck {
    private SarifCheck() {}

    /// Writes the members of a rule into the object that is open.
    static void rule(JsonWriter json, Finding.OfCheck finding) {
        var check = finding.check();
        json.field("id", check.id())
                .beginObject("shortDescription")
                .field("text", check.title())
                .endObject()
                .beginObject("help")
                .field("text", check.mend())
                .endObject()
                .beginObject("defaultConfiguration")
                .field("level", SarifParts.level(check.severity()))
                .endObject()
                .beginObject("properties")
                .field("security-severity", SarifParts.securitySeverity(check.severity()))
                .field(
                        "tags",
                        Stream.concat(
                                        Stream.of("security", check.kind().word()),
                                        check.guides().stream())
                                .toList())
                .endObject();
    }

    /// Writes the members that say what and where into the result that is open.
    static void result(JsonWriter json, Finding.OfCheck finding, ScanReport report) {
        var place = finding.place();
        var path = place.path().isEmpty() ? SarifParts.CONFIGURATION : place.path();
        json.beginObject("message")
                .field("text", "%s: %s".formatted(finding.check().title(), finding.message()))
                .endObject()
                .beginArray("locations")
                .beginObject();
        SarifParts.physicalLocation(json, path, Math.max(1, place.line()));
        if (!place.part().isEmpty()) {
            json.beginArray("logicalLocations")
                    .beginObject()
                    .field("name", place.part())
                    .endObject()
                    .endArray();
        }
        SarifParts.layer(json, place.layer(), report);
        json.endObject()
                .endArray()
                .beginObject("partialFingerprints")
                .field("tidewaiterFinding/v1", fingerprint(finding))
                .endObject();
        if (finding instanceof Finding.Setting setting) {
            setting.edit().ifPresent(edit -> fix(json, path, edit, finding.check().mend()));
        }
    }

    /// Without the line, which moves.
    private static String fingerprint(Finding.OfCheck finding) {
        return Fingerprint.of(
                finding.id(),
                finding.place().path(),
                finding.place().part(),
                finding instanceof Finding.Secret secret
                        ? secret.fingerprint()
                        : finding.message());
    }

    private static void fix(JsonWriter json, String path, Edit edit, String mend) {
        json.beginArray("fixes")
                .beginObject()
                .beginObject("description")
                .field("text", mend)
                .endObject()
                .beginArray("artifactChanges")
                .beginObject();
        SarifParts.artifactLocation(json, path);
        json.beginArray("replacements")
                .beginObject()
                .beginObject("deletedRegion")
                .field("startLine", edit.firstLine())
                .field("endLine", edit.lastLine())
                .endObject()
                .beginObject("insertedContent")
                .field("text", edit.text())
                .endObject()
                .endObject()
                .endArray()
                .endObject()
                .endArray()
                .endObject()
                .endArray();
    }

    static void properties(JsonWriter json, Finding.OfCheck finding) {
        json.field("kind", finding.check().kind().word())
                .field("presence", finding.place().presence().word());
    }
}
