package org.tidewaiter.scan.document;

import java.util.List;
import java.util.stream.Stream;
import org.tidewaiter.model.Cvss;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Location;
import org.tidewaiter.model.Severity;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.scan.report.FlawPage;
import org.tidewaiter.scan.report.ScanReport;

/// Flaws in packages as rules and results of SARIF.
final class SarifFlaw {
    private static final int MAX_TAGS = 10;

    private SarifFlaw() {}

    /// Writes the members of a rule into the object that is open.
    static void rule(JsonWriter json, Finding.Vulnerability flaw) {
        var title = flaw.title().isEmpty() ? flaw.id() : flaw.title();
        json.field("id", flaw.id())
                .beginObject("shortDescription")
                .field("text", title)
                .endObject()
                .beginObject("fullDescription")
                .field("text", "%s: %s".formatted(flaw.id(), title))
                .endObject()
                .field("helpUri", FlawPage.of(flaw.id()))
                .beginObject("help")
                .field("text", help(flaw))
                .endObject()
                .beginObject("defaultConfiguration")
                .field("level", SarifParts.level(flaw.severity()))
                .endObject()
                .beginObject("properties")
                .field("precision", "very-high")
                .field("security-severity", securitySeverity(flaw))
                .field("tags", tags(flaw))
                .endObject();
    }

    /// GitHub tells weaknesses by tags of this form, and shows ten tags of a rule.
    private static List<String> tags(Finding.Vulnerability flaw) {
        return Stream.concat(
                        Stream.of("security", "vulnerability", flaw.severity().word()),
                        flaw.weaknesses().stream().map(one -> "external/cwe/cwe-" + one.number()))
                .limit(MAX_TAGS)
                .toList();
    }

    private static String help(Finding.Vulnerability flaw) {
        var text = new StringBuilder(flaw.id());
        if (!flaw.aliases().isEmpty()) {
            text.append(" (").append(String.join(", ", flaw.aliases())).append(')');
        }
        text.append(": severity ").append(flaw.severity().word());
        if (!flaw.severitySource().isEmpty()) {
            text.append(" by ").append(flaw.severitySource());
        }
        flaw.cvss().ifPresent(cvss -> text.append(", ").append(cvss.vector()));
        flaw.exploitSigns()
                .kevAdded()
                .ifPresent(date -> text.append(". Known to be exploited since ").append(date));
        return text.append('.').toString();
    }

    /// Writes the members that say what and where into the result that is open.
    static void result(JsonWriter json, Finding.Vulnerability flaw, ScanReport report) {
        var in = flaw.in();
        json.beginObject("message")
                .field("text", message(flaw))
                .endObject()
                .beginArray("locations");
        in.locations().stream().limit(1).forEach(one -> location(json, one, flaw, report));
        json.endArray();
        if (in.locations().size() > 1) {
            json.beginArray("relatedLocations");
            in.locations().stream().skip(1).forEach(one -> location(json, one, flaw, report));
            json.endArray();
        }
        json.beginObject("partialFingerprints")
                .field("tidewaiterFinding/v1", fingerprint(flaw))
                .endObject();
    }

    static void properties(JsonWriter json, Finding.Vulnerability flaw) {
        json.field("purl", flaw.in().purl().toString())
                .field("state", flaw.state().word())
                .field("fixedVersions", flaw.fixedVersions());
    }

    private static String message(Finding.Vulnerability flaw) {
        var fix =
                flaw.fixedVersions().isEmpty()
                        ? "no fix is known"
                        : "fixed in " + String.join(", ", flaw.fixedVersions());
        return "%s %s has %s (%s); %s."
                .formatted(
                        flaw.in().ecosystemName(),
                        flaw.in().version(),
                        flaw.id(),
                        flaw.severity().word(),
                        fix);
    }

    private static void location(
            JsonWriter json, Location location, Finding.Vulnerability flaw, ScanReport report) {
        json.beginObject();
        SarifParts.physicalLocation(json, location.path(), 1);
        json.beginArray("logicalLocations")
                .beginObject()
                .field("name", flaw.in().ecosystemName())
                .field("fullyQualifiedName", flaw.in().purl().toString())
                .field("kind", "package")
                .endObject()
                .endArray();
        SarifParts.layer(json, location.layer(), report);
        json.endObject();
    }

    /// Without the version, so that an upgrade that does not mend the flaw leaves it the same
    /// result.
    private static String fingerprint(Finding.Vulnerability flaw) {
        var purl = flaw.in().purl();
        return Fingerprint.of(
                flaw.id(),
                purl.type(),
                purl.namespace(),
                purl.name(),
                purl.qualifier("arch"),
                flaw.in().locations().stream().map(Location::path).findFirst().orElse(""));
    }

    /// The CVSS score where it is of the stated severity.
    private static String securitySeverity(Finding.Vulnerability flaw) {
        return flaw.cvss()
                .map(Cvss::score)
                .filter(score -> Severity.ofScore(score) == flaw.severity())
                .map(String::valueOf)
                .orElseGet(() -> SarifParts.securitySeverity(flaw.severity()));
    }
}
