package org.tidewaiter.scan.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tidewaiter.model.Cvss;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Location;
import org.tidewaiter.model.Severity;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.policy.Suppressed;
import org.tidewaiter.scan.report.FlawPage;
import org.tidewaiter.scan.report.ReportFormat;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.scan.report.ScanReport;

/// SARIF for code scanning services. A rule is a flaw, a result is the flaw in one package. Paths
/// are relative to `IMAGE`, the root of the image. What was waived, cleared by VEX or ignored is a
/// suppressed result; what does not apply is no result.
///
/// @see "SARIF 2.1.0 (OASIS), and GitHub's use of security-severity and partialFingerprints"
public final class SarifFormat implements ReportFormat {
    private static final String BASE = "IMAGE";
    private static final int MAX_TAGS = 10;

    @Override
    public String name() {
        return "sarif";
    }

    @Override
    public void write(ScanReport report, ReportStyle style, OutputStream out) {
        var results = results(report);
        var rules = new LinkedHashMap<String, Finding.Vulnerability>();
        results.forEach(one -> rules.merge(one.flaw.id(), one.flaw, SarifFormat::worse));
        var index = List.copyOf(rules.keySet());
        try (var json = new JsonWriter(out)) {
            json.beginObject()
                    .field("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
                    .field("version", "2.1.0")
                    .beginArray("runs")
                    .beginObject()
                    .beginObject("tool")
                    .beginObject("driver")
                    .field("name", "Tidewaiter")
                    .field("semanticVersion", report.toolVersion())
                    .beginArray("rules");
            rules.values().forEach(flaw -> rule(json, flaw));
            json.endArray()
                    .endObject()
                    .endObject()
                    .beginObject("originalUriBaseIds")
                    .beginObject(BASE)
                    .beginObject("description")
                    .field("text", "the root of the image " + report.inventory().source().name())
                    .endObject()
                    .endObject()
                    .endObject()
                    .field("columnKind", "unicodeCodePoints")
                    .beginArray("results");
            results.forEach(one -> result(json, one, index.indexOf(one.flaw.id()), report));
            json.endArray();
            properties(json, report);
            json.endObject().endArray().endObject();
        }
    }

    /// @param justification of the decision that suppresses it, if one does
    private record Result(Finding.Vulnerability flaw, Optional<String> justification) {}

    private static List<Result> results(ScanReport report) {
        return Stream.concat(
                        report.findings().stream()
                                .map(finding -> new Result(flaw(finding), Optional.empty())),
                        report.suppressed().stream()
                                .filter(one -> one.decision().isPresent())
                                .map(SarifFormat::decided))
                .toList();
    }

    private static Result decided(Suppressed one) {
        return new Result(flaw(one.finding()), Optional.of(one.reason()));
    }

    private static Finding.Vulnerability flaw(Finding finding) {
        return switch (finding) {
            case Finding.Vulnerability flaw -> flaw;
        };
    }

    private static Finding.Vulnerability worse(Finding.Vulnerability a, Finding.Vulnerability b) {
        return b.severity().compareTo(a.severity()) > 0 ? b : a;
    }

    private static void rule(JsonWriter json, Finding.Vulnerability flaw) {
        var title = flaw.title().isEmpty() ? flaw.id() : flaw.title();
        json.beginObject()
                .field("id", flaw.id())
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
                .field("level", level(flaw.severity()))
                .endObject()
                .beginObject("properties")
                .field("precision", "very-high")
                .field("security-severity", securitySeverity(flaw))
                .field("tags", tags(flaw))
                .endObject()
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

    private static void result(JsonWriter json, Result result, int rule, ScanReport report) {
        var flaw = result.flaw;
        var in = flaw.in();
        json.beginObject()
                .field("ruleId", flaw.id())
                .field("ruleIndex", rule)
                .field("level", level(flaw.severity()))
                .beginObject("message")
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
        result.justification.ifPresent(reason ->
                json.beginArray("suppressions")
                        .beginObject()
                        .field("kind", "external")
                        .field("status", "accepted")
                        .field("justification", reason)
                        .endObject()
                        .endArray());
        json.beginObject("properties")
                .field("purl", in.purl().toString())
                .field("state", flaw.state().word())
                .field("fixedVersions", flaw.fixedVersions())
                .endObject()
                .endObject();
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
        json.beginObject()
                .beginObject("physicalLocation")
                .beginObject("artifactLocation")
                .field("uri", encoded(location.path()))
                .field("uriBaseId", BASE)
                .endObject()
                .beginObject("region")
                .field("startLine", 1)
                .endObject()
                .endObject()
                .beginArray("logicalLocations")
                .beginObject()
                .field("name", flaw.in().ecosystemName())
                .field("fullyQualifiedName", flaw.in().purl().toString())
                .field("kind", "package")
                .endObject()
                .endArray();
        location.layer().stream()
                .boxed()
                .filter(layer -> layer < report.inventory().source().layers().size())
                .findFirst()
                .map(report.inventory().source().layers()::get)
                .ifPresent(layer ->
                        json.beginObject("message")
                                .field(
                                        "text",
                                        "layer %d: %s"
                                                .formatted(
                                                        layer.index(),
                                                        layer.instruction()
                                                                .orElse(layer.diffId().toString())))
                                .endObject());
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

    private static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW, NEGLIGIBLE, UNKNOWN -> "note";
        };
    }

    /// The score that code scanning services sort by, which they take as text: the CVSS score where
    /// it is of the stated severity, otherwise the middle of that severity's range.
    private static String securitySeverity(Finding.Vulnerability flaw) {
        return flaw.cvss()
                .map(Cvss::score)
                .filter(score -> Severity.ofScore(score) == flaw.severity())
                .map(String::valueOf)
                .orElse(
                        switch (flaw.severity()) {
                            case CRITICAL -> "9.5";
                            case HIGH -> "8.0";
                            case MEDIUM -> "5.5";
                            case LOW -> "2.0";
                            case NEGLIGIBLE, UNKNOWN -> "0.0";
                        });
    }

    private static void properties(JsonWriter json, ScanReport report) {
        json.beginObject("properties")
                .field("asOf", report.asOf().toString())
                .field("digest", report.inventory().source().digest())
                .field("verdict", report.verdict().word())
                .field("sampleData", report.data().sample())
                .field("gaps", report.inventory().gaps().size())
                .endObject();
    }

    /// A path as a relative reference of RFC 3986.
    private static String encoded(String path) {
        try {
            var whole = new String(path.getBytes(UTF_8), UTF_8); // half a letter has no address
            var raw = new URI(null, null, "/" + whole, null).toASCIIString();
            return raw.substring(1);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a path beginning with a slash is a URI path", e);
        }
    }
}
