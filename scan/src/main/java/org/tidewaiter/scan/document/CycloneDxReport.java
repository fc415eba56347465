package org.tidewaiter.scan.document;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.image.pass.PassOptions.FileHashes;
import org.tidewaiter.inventory.account.FileLedger;
import org.tidewaiter.inventory.document.CycloneDxFormat;
import org.tidewaiter.inventory.document.CycloneDxFormat.References;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Presence;
import org.tidewaiter.model.Severity;
import org.tidewaiter.model.VexStatement;
import org.tidewaiter.model.VexStatus;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.policy.Suppressed;
import org.tidewaiter.policy.VexRuling;
import org.tidewaiter.scan.report.FilesReport;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.scan.report.ScanReport;

/// The bill of materials with the flaws of its packages. Each finding is a vulnerability of its
/// own, since its analysis is of one package. What is not affected, withdrawn, waived, ignored or
/// cleared by VEX is there too, and says so, as is what was judged of packages that later layers
/// hide or delete; what a flag of the user hides is not.
///
/// @see "CycloneDX 1.6 (ECMA-424), vulnerabilities"
public final class CycloneDxReport implements FilesReport {
    @Override
    public String name() {
        return "cyclonedx";
    }

    @Override
    public void write(ScanReport report, ReportStyle style, OutputStream out) throws IOException {
        new CycloneDxFormat()
                .write(
                        report.inventory(),
                        report.scope(),
                        (json, references) -> findings(report, json, references),
                        out);
    }

    @Override
    public void write(ScanReport report, FileLedger files, OutputStream out) throws IOException {
        new CycloneDxFormat()
                .write(
                        report.inventory(),
                        report.scope(),
                        files,
                        (json, references) -> findings(report, json, references),
                        out);
    }

    @Override
    public FileHashes hashes() {
        return FileHashes.SHA_256;
    }

    private static void findings(ScanReport report, JsonWriter json, References references) {
        json.beginArray("vulnerabilities");
        for (var flaw : report.vulnerabilities()) {
            vulnerability(flaw, "", Optional.empty(), references.of(flaw.in()), json);
        }
        for (var one : report.suppressed()) {
            if (one.finding() instanceof Finding.Vulnerability flaw) {
                suppressed(one, flaw, json, references);
            }
        }
        json.endArray();
        annotations(report, json, references);
    }

    private static void suppressed(
            Suppressed one, Finding.Vulnerability flaw, JsonWriter json, References references) {
        var reference = references.of(flaw.in());
        switch (one.cause()) {
            case WAIVED ->
                    vulnerability(
                            flaw, "waived: " + one.reason(), Optional.empty(), reference, json);
            case NOT_AFFECTED, WITHDRAWN, NOT_LIVE, VEX, IGNORED, EXCUSED ->
                    vulnerability(flaw, one.reason(), vex(one), reference, json);
            case HIDDEN -> {}
        }
    }

    /// What checks found, which are no vulnerabilities of components.
    private static void annotations(ScanReport report, JsonWriter json, References references) {
        var checked = report.checked();
        if (checked.isEmpty()) {
            return;
        }
        json.beginArray("annotations");
        for (var one : checked) {
            json.beginObject()
                    .field("subjects", List.of(subject(one, references)))
                    .beginObject("annotator")
                    .beginObject("component")
                    .field("type", "application")
                    .field("name", "tidewaiter")
                    .field("version", report.toolVersion())
                    .endObject()
                    .endObject()
                    .field("timestamp", report.asOf() + "T00:00:00Z")
                    .field(
                            "text",
                            "%s, %s, %s: %s: %s"
                                    .formatted(
                                            one.id(),
                                            one.severity().word(),
                                            one.place().words(),
                                            one.check().title(),
                                            one.message()))
                    .endObject();
        }
        json.endArray();
    }

    private static String subject(Finding.OfCheck one, References references) {
        return one instanceof Finding.Licence licence
                ? references.of(licence.in())
                : references.image();
    }

    private static Optional<VexStatement> vex(Suppressed one) {
        return one.decision().orElse(null) instanceof VexRuling vex
                ? Optional.of(vex.statement())
                : Optional.empty();
    }

    /// @param detail of the analysis; empty where there is none
    /// @param vex that clears it, which then is the analysis
    private static void vulnerability(
            Finding.Vulnerability flaw,
            String detail,
            Optional<VexStatement> vex,
            String reference,
            JsonWriter json) {
        json.beginObject()
                .field("bom-ref", "vulnerability:" + flaw.id() + ":" + reference)
                .field("id", flaw.id());
        flaw.evidence().stream()
                .findFirst()
                .ifPresent(evidence ->
                        json.beginObject("source").field("name", evidence.feed()).endObject());
        references(flaw, json);
        rating(flaw, json);
        weaknesses(flaw, json);
        json.fieldUnlessEmpty("description", flaw.title());
        if (!flaw.fixedVersions().isEmpty()) {
            json.field(
                    "recommendation",
                    "Upgrade %s to %s"
                            .formatted(
                                    flaw.in().ecosystemName(),
                                    String.join(" or ", flaw.fixedVersions())));
        }
        vex.ifPresentOrElse(
                statement -> analysis(statement, detail, json), () -> analysis(flaw, detail, json));
        json.beginArray("affects").beginObject().field("ref", reference).endObject().endArray();
        properties(flaw, json);
        json.endObject();
    }

    private static void references(Finding.Vulnerability flaw, JsonWriter json) {
        if (flaw.aliases().isEmpty()) {
            return;
        }
        json.beginArray("references");
        for (var alias : flaw.aliases()) {
            json.beginObject()
                    .field("id", alias)
                    .beginObject("source")
                    .field("name", alias.substring(0, Math.max(alias.indexOf('-'), 0)))
                    .endObject()
                    .endObject();
        }
        json.endArray();
    }

    private static void rating(Finding.Vulnerability flaw, JsonWriter json) {
        json.beginArray("ratings").beginObject();
        if (!flaw.severitySource().isEmpty()) {
            json.beginObject("source").field("name", flaw.severitySource()).endObject();
        }
        json.field("severity", word(flaw.severity())).endObject();
        flaw.cvss()
                .ifPresent(cvss -> {
                    json.beginObject()
                            .beginObject("source")
                            .field("name", cvss.source())
                            .endObject()
                            .field("score", cvss.score())
                            .field("severity", word(Severity.ofScore(cvss.score())));
                    method(cvss.vector()).ifPresent(method -> json.field("method", method));
                    json.field("vector", cvss.vector()).endObject();
                });
        json.endArray();
    }

    private static void weaknesses(Finding.Vulnerability flaw, JsonWriter json) {
        if (!flaw.weaknesses().isEmpty()) {
            json.beginArray("cwes");
            flaw.weaknesses().forEach(one -> json.item(one.number()));
            json.endArray();
        }
    }

    private static String word(Severity severity) {
        return severity == Severity.NEGLIGIBLE ? "info" : severity.word();
    }

    private static Optional<String> method(String vector) {
        if (vector.startsWith("CVSS:4.")) {
            return Optional.of("CVSSv4");
        }
        if (vector.startsWith("CVSS:3.1/")) {
            return Optional.of("CVSSv31");
        }
        if (vector.startsWith("CVSS:3.0/")) {
            return Optional.of("CVSSv3");
        }
        return vector.startsWith("AV:") ? Optional.of("CVSSv2") : Optional.empty();
    }

    private static void analysis(VexStatement vex, String detail, JsonWriter json) {
        boolean fixed = vex.status() == VexStatus.FIXED;
        json.beginObject("analysis").field("state", fixed ? "resolved" : "not_affected");
        var justification =
                switch (vex.justification()) {
                    case "component_not_present", "vulnerable_code_not_present" ->
                            "code_not_present";
                    case "vulnerable_code_not_in_execute_path" -> "code_not_reachable";
                    case "inline_mitigations_already_exist" -> "protected_by_mitigating_control";
                    default -> "";
                };
        json.fieldUnlessEmpty("justification", fixed ? "" : justification)
                .field("detail", detail)
                .endObject();
    }

    private static void analysis(Finding.Vulnerability flaw, String detail, JsonWriter json) {
        if (flaw.in().presence() != Presence.LIVE) {
            json.beginObject("analysis")
                    .field("state", "not_affected")
                    .field("justification", "code_not_present")
                    .fieldUnlessEmpty("detail", detail)
                    .endObject();
            return;
        }
        var state =
                switch (flaw.state()) {
                    case AFFECTED, FIXED, WILL_NOT_FIX, FIX_DEFERRED, END_OF_LIFE, MINOR ->
                            "exploitable";
                    case UNDER_INVESTIGATION, UNREADABLE -> "in_triage";
                    case NOT_AFFECTED -> "not_affected";
                    case WITHDRAWN -> "false_positive";
                };
        json.beginObject("analysis").field("state", state);
        var response =
                switch (flaw.state()) {
                    case FIXED -> List.of("update");
                    case WILL_NOT_FIX, END_OF_LIFE -> List.of("will_not_fix");
                    default -> List.<String>of();
                };
        json.fieldUnlessEmpty("response", response).fieldUnlessEmpty("detail", detail).endObject();
    }

    private static void properties(Finding.Vulnerability flaw, JsonWriter json) {
        json.beginArray("properties");
        property("state", flaw.state().word(), json);
        flaw.exploitSigns()
                .kevAdded()
                .ifPresent(date -> property("kev-added", date.toString(), json));
        flaw.exploitSigns()
                .epss()
                .ifPresent(epss -> property("epss", String.valueOf(epss.score()), json));
        for (var evidence : flaw.evidence()) {
            property(
                    "evidence",
                    "%s %s: %s"
                            .formatted(evidence.feed(), evidence.record(), evidence.comparison()),
                    json);
        }
        flaw.code()
                .ifPresent(code -> {
                    property("vulnerable-code", code.standing().word(), json);
                    property("vulnerable-code-reason", code.reason(), json);
                });
        json.endArray();
    }

    private static void property(String name, String value, JsonWriter json) {
        json.beginObject().field("name", "tidewaiter:" + name).field("value", value).endObject();
    }
}
