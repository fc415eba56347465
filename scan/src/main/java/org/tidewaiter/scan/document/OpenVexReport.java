package org.tidewaiter.scan.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.VexStatus;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.policy.Suppressed;
import org.tidewaiter.policy.VexRuling;
import org.tidewaiter.policy.Waiver;
import org.tidewaiter.scan.report.ReportFormat;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.scan.report.ScanReport;

/// What does not harm the image, and who says so, as OpenVEX for others: what was waived, what a
/// distribution says is not affected, and what was cleared by VEX. What is only ignored or hidden
/// is left out, since nobody answers for it. The author is who owns the waivers, the time is the
/// day of the report, and the id the digest of the content, so that the same report is the same
/// document.
///
/// OpenVEX knows no expiry: until when a waiver counts stands in `status_notes`.
///
/// @see "OpenVEX Specification v0.2.0"
public final class OpenVexReport implements ReportFormat {
    private static final Set<String> JUSTIFICATIONS =
            Set.of(
                    "component_not_present",
                    "vulnerable_code_not_present",
                    "vulnerable_code_not_in_execute_path",
                    "vulnerable_code_cannot_be_controlled_by_adversary",
                    "inline_mitigations_already_exist");

    @Override
    public String name() {
        return "openvex";
    }

    @Override
    public void write(ScanReport report, ReportStyle style, OutputStream out) throws IOException {
        var content = new ByteArrayOutputStream();
        write(report, "", content);
        var digest = VerifiedBytes.sha256(content.toByteArray());
        write(report, "urn:tidewaiter:vex:" + digest, out);
    }

    private static void write(ScanReport report, String id, OutputStream out) {
        try (var json = new JsonWriter(out)) {
            json.beginObject()
                    .field("@context", "https://openvex.dev/ns/v0.2.0")
                    .fieldUnlessEmpty("@id", id)
                    .field("author", author(report))
                    .field("timestamp", report.asOf() + "T00:00:00Z")
                    .field("version", 1)
                    .field("tooling", "tidewaiter " + report.toolVersion())
                    .beginArray("statements");
            var image = ImageProduct.of(report.inventory().source());
            statements(report)
                    .forEach((statement, packages) -> statement(json, statement, image, packages));
            json.endArray().endObject();
        }
    }

    private static String author(ScanReport report) {
        var owners =
                report.suppressed().stream()
                        .flatMap(one -> one.waiver().stream())
                        .map(Waiver::owner)
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", "));
        return owners.isEmpty() ? "Tidewaiter" : owners;
    }

    /// What is said of a flaw.
    ///
    /// @param justification of OpenVEX; empty where there is none
    /// @param notes who says so
    private record Statement(
            String id,
            List<String> aliases,
            VexStatus status,
            String justification,
            String impact,
            String notes) {}

    /// The packages that each is of, by their purls. A purl says nothing of the place: where a
    /// finding of the same flaw and purl counts, as beside a waiver of one path, it is left out.
    private static Map<Statement, Set<String>> statements(ScanReport report) {
        var standing = standing(report);
        var statements = new LinkedHashMap<Statement, Set<String>>();
        for (var one : report.suppressed()) {
            switch (one.finding()) {
                case Finding.Vulnerability flaw ->
                        statement(one, flaw)
                                .filter(_ -> Collections.disjoint(standing, named(flaw)))
                                .ifPresent(statement ->
                                        statements
                                                .computeIfAbsent(statement, _ -> new TreeSet<>())
                                                .add(flaw.in().purl().toString()));
                case Finding.OfCheck _ -> {} // VEX is of vulnerabilities alone
            }
        }
        return statements;
    }

    /// A flaw in a package.
    ///
    /// @param id any of its ids, in upper case
    private record Flaw(String id, Purl purl) {}

    /// All that a statement could be read as being about.
    private static Set<Flaw> standing(ScanReport report) {
        return report.vulnerabilities().stream()
                .flatMap(one ->
                        VexRuling.idsOf(one).stream().map(id -> new Flaw(id, one.in().purl())))
                .collect(Collectors.toSet());
    }

    private static Set<Flaw> named(Finding.Vulnerability flaw) {
        return Stream.concat(Stream.of(flaw.id()), flaw.aliases().stream())
                .map(id -> new Flaw(id.toUpperCase(Locale.ROOT), flaw.in().purl()))
                .collect(Collectors.toSet());
    }

    private static Optional<Statement> statement(Suppressed one, Finding.Vulnerability flaw) {
        return switch (one.cause()) {
            case WAIVED -> one.waiver().map(waiver -> waived(flaw, waiver));
            case NOT_AFFECTED -> Optional.of(notAffected(flaw));
            case VEX ->
                    one.decision().orElse(null) instanceof VexRuling vex
                            ? Optional.of(cleared(flaw, vex))
                            : Optional.empty();
            case WITHDRAWN, NOT_LIVE, IGNORED, EXCUSED, HIDDEN -> Optional.empty();
        };
    }

    private static Statement waived(Finding.Vulnerability flaw, Waiver waiver) {
        return new Statement(
                flaw.id(),
                flaw.aliases(),
                VexStatus.NOT_AFFECTED,
                "",
                waiver.reason(),
                "waived by %s until %s, approved by %s"
                        .formatted(waiver.owner(), waiver.expires(), waiver.approvedBy()));
    }

    private static Statement notAffected(Finding.Vulnerability flaw) {
        var source =
                flaw.evidence().stream()
                        .findFirst()
                        .map(one -> "%s, %s".formatted(one.feed(), one.record()))
                        .orElse("the distribution");
        var why =
                flaw.justification().isEmpty()
                        ? "the publisher of the package says that it is not affected"
                        : flaw.justification();
        return new Statement(
                flaw.id(),
                flaw.aliases(),
                VexStatus.NOT_AFFECTED,
                label(why),
                text(why),
                "so says " + source);
    }

    private static Statement cleared(Finding.Vulnerability flaw, VexRuling vex) {
        var statement = vex.statement();
        var why = statement.justification();
        return new Statement(
                flaw.id(),
                flaw.aliases(),
                statement.status(),
                label(why),
                statement.impact().isEmpty() ? text(why) : statement.impact(),
                "so says " + vex.source());
    }

    /// Whether a text is one of the labels that OpenVEX has for why something is not affected.
    public static boolean isJustification(String text) {
        return JUSTIFICATIONS.contains(text);
    }

    private static String label(String why) {
        return JUSTIFICATIONS.contains(why) ? why : "";
    }

    /// What is no label of OpenVEX is told in its own words.
    private static String text(String why) {
        return JUSTIFICATIONS.contains(why) ? "" : why;
    }

    private static void statement(
            JsonWriter json, Statement statement, ImageProduct image, Set<String> packages) {
        json.beginObject()
                .beginObject("vulnerability")
                .field("name", statement.id)
                .fieldUnlessEmpty("aliases", statement.aliases)
                .endObject()
                .beginArray("products")
                .beginObject();
        image.members(json);
        json.beginArray("subcomponents");
        packages.forEach(purl -> json.beginObject().field("@id", purl).endObject());
        json.endArray()
                .endObject()
                .endArray()
                .field("status", statement.status.word())
                .field("status_notes", statement.notes)
                .fieldUnlessEmpty("justification", statement.justification)
                .fieldUnlessEmpty("impact_statement", statement.impact)
                .endObject();
    }
}
