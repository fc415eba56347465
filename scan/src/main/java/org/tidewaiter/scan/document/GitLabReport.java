package org.tidewaiter.scan.document;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Location;
import org.tidewaiter.model.Severity;
import org.tidewaiter.model.Weakness;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.scan.escape.MarkdownText;
import org.tidewaiter.scan.escape.Printable;
import org.tidewaiter.scan.report.FlawPage;
import org.tidewaiter.scan.report.ReportFormat;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.scan.report.ScanReport;
import org.tidewaiter.scan.text.RemainderSection;

/// The report that GitLab shows in merge requests and in its list of vulnerabilities. What does not
/// count is left out. Messages of the scan tell how many those are, what else the verdict is for,
/// gaps, and what was not judged. There is no clock in it: the scan began and ended with the day
/// that it was judged as of.
///
/// @see "GitLab security report schemas 15.0.7, container scanning"
public final class GitLabReport implements ReportFormat {
    private static final String SCHEMA = "15.0.7";
    private static final int MAX_NAME = 255;
    private static final int MAX_SOLUTION = 7_000;
    private static final Pattern NO_LETTER = Pattern.compile("[^A-Za-z]");

    /// Of CVSS 2 and 3; the schema knows no other.
    private static final Pattern VECTOR =
            Pattern.compile("AV:[A-Za-z:/]{13,125}|CVSS:3\\.[01]/AV:[A-Za-z:/]{20,116}");

    @Override
    public String name() {
        return "gitlab";
    }

    @Override
    public void write(ScanReport report, ReportStyle style, OutputStream out) {
        try (var json = new JsonWriter(out)) {
            json.beginObject().field("version", SCHEMA);
            scan(report, json);
            json.beginArray("vulnerabilities");
            report.vulnerabilities().forEach(flaw -> vulnerability(flaw, report, json));
            report.checked().forEach(one -> ofCheck(one, report, json));
            json.endArray().endObject();
        }
    }

    private static void scan(ScanReport report, JsonWriter json) {
        var time = report.asOf() + "T00:00:00";
        json.beginObject("scan")
                .field("type", "container_scanning")
                .field("status", "success")
                .field("start_time", time)
                .field("end_time", time);
        for (var role : List.of("analyzer", "scanner")) {
            json.beginObject(role)
                    .field("id", "tidewaiter")
                    .field("name", "Tidewaiter")
                    .field("version", report.toolVersion())
                    .beginObject("vendor")
                    .field("name", "Tidewaiter")
                    .endObject()
                    .endObject();
        }
        json.beginArray("messages");
        for (var message : messages(report)) {
            json.beginObject()
                    .field("level", "warn")
                    .field("value", Printable.of(message))
                    .endObject();
        }
        json.endArray().endObject();
    }

    private static List<String> messages(ScanReport report) {
        var messages = new ArrayList<String>();
        report.notes().facts().forEach(reason -> messages.add(reason.fact()));
        report.policy().ifPresent(decision -> messages.addAll(decision.sentences()));
        report.notes()
                .suppressed()
                .forEach((cause, count) ->
                        messages.add(
                                "findings not counted, %s: %d"
                                        .formatted(cause.word().replace('_', ' '), count)));
        report.inventory()
                .gaps()
                .forEach(gap -> messages.add("not read: " + RemainderSection.text(gap)));
        messages.addAll(report.unjudged());
        return messages;
    }

    private static void vulnerability(
            Finding.Vulnerability flaw, ScanReport report, JsonWriter json) {
        var in = flaw.in();
        json.beginObject()
                .field("id", id(flaw))
                .field(
                        "name",
                        cut(
                                Printable.of(flaw.title().isEmpty() ? flaw.id() : flaw.title()),
                                MAX_NAME))
                .field("description", description(flaw))
                .field("severity", word(flaw.severity()));
        if (!flaw.fixedVersions().isEmpty()) {
            var solution =
                    "Upgrade %s to %s"
                            .formatted(
                                    in.ecosystemName(), String.join(" or ", flaw.fixedVersions()));
            json.field("solution", cut(Printable.of(solution), MAX_SOLUTION));
        }
        json.beginArray("identifiers");
        identifier(flaw.id(), json);
        flaw.aliases().forEach(alias -> identifier(alias, json));
        flaw.weaknesses().forEach(weakness -> identifier(weakness, json));
        json.endArray()
                .beginArray("links")
                .beginObject()
                .field("url", FlawPage.of(flaw.id()))
                .endObject()
                .endArray();
        vectors(flaw, json);
        location(in.ecosystemName(), in.version(), report, json);
        json.endObject();
    }

    /// The schema knows packages alone, so that the place stands where the package would.
    private static void ofCheck(Finding.OfCheck one, ScanReport report, JsonWriter json) {
        var check = one.check();
        json.beginObject()
                .field("id", Fingerprint.of(one.id(), one.place().words(), one.message()))
                .field("name", cut(Printable.of(check.title()), MAX_NAME))
                .field("description", MarkdownText.prose(one.message()))
                .field("severity", word(one.severity()))
                .field("solution", cut(Printable.of(check.mend()), MAX_SOLUTION))
                .beginArray("identifiers")
                .beginObject()
                .field("type", "tidewaiter")
                .field("name", check.id())
                .field("value", check.id())
                .endObject()
                .endArray();
        location(one.place().words(), "", report, json);
        json.endObject();
    }

    private static void location(String name, String version, ScanReport report, JsonWriter json) {
        json.beginObject("location")
                .beginObject("dependency")
                .beginObject("package")
                .field("name", Printable.of(name))
                .endObject()
                .field("version", Printable.of(version))
                .endObject()
                .field("operating_system", system(report))
                .field("image", Printable.of(report.inventory().source().name()))
                .endObject();
    }

    /// The same in every scan of the same package, so that GitLab knows it again.
    private static String id(Finding.Vulnerability flaw) {
        return Fingerprint.of(
                flaw.id(),
                flaw.in().purl().toString(),
                flaw.in().locations().stream()
                        .map(Location::path)
                        .collect(Collectors.joining("\n")));
    }

    /// GitLab takes it for Markdown.
    private static String description(Finding.Vulnerability flaw) {
        var lines =
                flaw.evidence().stream()
                        .map(one ->
                                "- %s %s: %s"
                                        .formatted(
                                                MarkdownText.code(one.feed()),
                                                MarkdownText.code(one.record()),
                                                MarkdownText.code(one.comparison())))
                        .toList();
        var places =
                flaw.in().locations().stream()
                        .map(one -> MarkdownText.code(one.path()))
                        .collect(Collectors.joining(", "));
        return "%s in %s%s.\n\nRecords that were compared:\n\n%s"
                .formatted(
                        MarkdownText.prose(flaw.id()),
                        MarkdownText.code(flaw.in().purl().toString()),
                        places.isEmpty() ? "" : ", found at " + places,
                        String.join("\n", lines));
    }

    private static String word(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "Critical";
            case HIGH -> "High";
            case MEDIUM -> "Medium";
            case LOW -> "Low";
            case NEGLIGIBLE -> "Info";
            case UNKNOWN -> "Unknown";
        };
    }

    private static void identifier(String id, JsonWriter json) {
        var printable = Printable.of(id);
        json.beginObject()
                .field("type", type(id))
                .field("name", printable)
                .field("value", printable)
                .field("url", FlawPage.of(id))
                .endObject();
    }

    private static void identifier(Weakness weakness, JsonWriter json) {
        json.beginObject()
                .field("type", "cwe")
                .field("name", weakness.id())
                .field("value", String.valueOf(weakness.number()))
                .field("url", FlawPage.of(weakness))
                .endObject();
    }

    /// Who gives ids of this kind: `cve`, `ghsa`, `dsa` ...
    private static String type(String id) {
        var prefix = NO_LETTER.split(id, 2)[0];
        return prefix.isEmpty() ? "other" : prefix.toLowerCase(Locale.ROOT);
    }

    private static void vectors(Finding.Vulnerability flaw, JsonWriter json) {
        flaw.cvss()
                .filter(cvss -> VECTOR.matcher(cvss.vector()).matches())
                .ifPresent(cvss ->
                        json.beginArray("cvss_vectors")
                                .beginObject()
                                .field("vendor", Printable.of(cvss.source()))
                                .field("vector", Printable.of(cvss.vector()))
                                .endObject()
                                .endArray());
    }

    private static String system(ScanReport report) {
        return report.inventory()
                .distribution()
                .map(one -> Printable.of(one.id() + ":" + one.versionId()))
                .orElse("unknown");
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
