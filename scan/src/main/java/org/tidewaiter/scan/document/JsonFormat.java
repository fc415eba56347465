package org.tidewaiter.scan.document;

import java.io.OutputStream;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tidewaiter.inventory.account.AccountForms;
import org.tidewaiter.model.Distribution;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Layer;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.model.json.SourceForm;
import org.tidewaiter.policy.Approval;
import org.tidewaiter.policy.Decision;
import org.tidewaiter.policy.GateRule;
import org.tidewaiter.policy.IgnoreRule;
import org.tidewaiter.policy.Suppressed;
import org.tidewaiter.policy.Verdict;
import org.tidewaiter.policy.VexRuling;
import org.tidewaiter.policy.Waiver;
import org.tidewaiter.scan.base.BaseImage.Part;
import org.tidewaiter.scan.report.ImageFacts;
import org.tidewaiter.scan.report.KnownEvidence;
import org.tidewaiter.scan.report.ReportFormat;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.scan.report.ScanReport;
import org.tidewaiter.scan.report.Scanner;

/// Our own document, with everything that the report holds. Its schema is
/// `docs/schema/report-1.schema.json`; a change that breaks readers makes it version 2. Facts that
/// only some sources of one image have stand in `source`.
public final class JsonFormat implements ReportFormat {
    @Override
    public String name() {
        return "json";
    }

    @Override
    public void write(ScanReport report, ReportStyle style, OutputStream out) {
        try (var json = new JsonWriter(out)) {
            members(json.beginObject(), report);
            json.endObject();
        }
    }

    static void members(JsonWriter json, ScanReport report) {
        json.field("format", "tidewaiter-report")
                .field("formatVersion", 1)
                .beginObject("tool")
                .field("name", "tidewaiter")
                .field("version", report.toolVersion())
                .endObject()
                .field("asOf", report.asOf().toString());
        SourceForm.begin(json, report.inventory().source(), layer -> layer(json, layer))
                .endObject();
        report.inventory().distribution().ifPresent(one -> distribution(json, one, report));
        advisories(json, report);
        base(json, report);
        contents(json, report);
        facts(json, report.facts());
        verdict(json, report);
        report.policy().ifPresent(decision -> PolicyJson.write(json, decision));
        findings(json, report);
        suppressed(json, report);
        json.field("unjudged", report.unjudged()).beginArray("expiredWaivers");
        report.expired().forEach(one -> waiver(json.beginObject(), one));
        json.endArray();
        fixes(json, report);
        gaps(json, report);
    }

    private static void layer(JsonWriter json, Layer layer) {
        json.field("mediaType", layer.mediaType())
                .field("sizeBytes", layer.sizeBytes())
                .field("instruction", layer.instruction());
    }

    private static void distribution(JsonWriter json, Distribution one, ScanReport report) {
        json.beginObject("distribution")
                .field("id", one.id())
                .field("versionId", one.versionId())
                .field("codename", one.codename())
                .field("name", one.name());
        report.support()
                .ifPresent(support ->
                        json.beginObject("support")
                                .field("status", support.status(report.asOf()).word())
                                .field("ends", support.ends().toString())
                                .field("extendedEnds", support.extendedEnds())
                                .endObject());
        json.endObject();
    }

    private static void advisories(JsonWriter json, ScanReport report) {
        var data = report.data();
        json.beginObject("advisories")
                .field("sample", data.sample())
                .field("count", data.advisories())
                .field("newest", data.newest());
        data.ageDays(report.asOf()).ifPresent(days -> json.field("ageDays", days));
        json.beginArray("feeds");
        for (var feed : data.feeds()) {
            json.beginObject()
                    .field("name", feed.name())
                    .field("count", feed.advisories())
                    .field("newest", feed.newest())
                    .endObject();
        }
        json.endArray().endObject();
    }

    /// What is claimed stands apart from what the layers show.
    private static void base(JsonWriter json, ScanReport report) {
        report.base()
                .ifPresent(base ->
                        json.beginObject("base")
                                .field("name", base.name())
                                .field("layers", base.layers())
                                .field("origin", base.origin().word())
                                .field("baseFindings", report.count(base, Part.BASE))
                                .field("ownFindings", report.count(base, Part.OWN))
                                .endObject());
        report.inventory()
                .source()
                .claimedBase()
                .ifPresent(claim ->
                        json.beginObject("claimedBase")
                                .field("name", claim.name())
                                .field("digest", claim.digest())
                                .endObject());
    }

    private static void contents(JsonWriter json, ScanReport report) {
        var byType =
                report.inventory().livePackages().stream()
                        .collect(
                                Collectors.groupingBy(
                                        (SoftwarePackage one) -> one.purl().type(),
                                        TreeMap::new,
                                        Collectors.counting()));
        json.beginObject("packages");
        byType.forEach(json::field);
        json.endObject();
        AccountForms.write("files", report.inventory().files(), json);
    }

    private static void facts(JsonWriter json, ImageFacts facts) {
        json.field("scanners", facts.scanners().stream().sorted().map(Scanner::word).toList());
        if (!facts.licences().isEmpty()) {
            json.beginObject("licences");
            facts.licences().forEach((category, count) -> json.field(category.word(), count));
            json.endObject();
        }
        facts.cleanliness()
                .ifPresent(one ->
                        json.beginObject("cleanliness")
                                .field("score", one.score())
                                .field("clutterBytes", one.clutterBytes())
                                .field("totalBytes", one.totalBytes())
                                .endObject());
        facts.evidence().ifPresent(known -> evidence(json, known));
        if (facts.history().steps().isEmpty()) {
            return;
        }
        json.beginArray("history");
        for (var step : facts.history().steps()) {
            json.beginObject().field("instruction", step.instruction());
            if (step.layer().isPresent()) {
                FindingJson.layer(json, step.layer());
                json.field("addedBytes", step.addedBytes())
                        .field("compressedBytes", step.compressedBytes());
            }
            json.endObject();
        }
        json.endArray();
    }

    private static void evidence(JsonWriter json, KnownEvidence known) {
        json.beginObject("evidence").beginArray("verified");
        for (var one : known.verified()) {
            json.beginObject()
                    .field("kind", one.kind().word())
                    .field("type", one.type())
                    .field("subject", one.subject().toString())
                    .field("issuer", one.issuer().words())
                    .field("saysFailed", one.saysFailed())
                    .field("form", one.source().form())
                    .field("place", one.source().place())
                    .field("digest", one.source().digest().toString())
                    .endObject();
        }
        json.endArray().field("refused", known.refused()).endObject();
    }

    private static void verdict(JsonWriter json, ScanReport report) {
        Verdict verdict = report.verdict();
        json.beginObject("verdict")
                .field("decision", verdict.word())
                .field("gate", report.rules().stream().map(GateRule::word).toList())
                .beginArray("reasons");
        for (var reason : verdict.reasons()) {
            json.beginObject().field("rule", reason.rule()).field("fact", reason.fact());
            reason.finding()
                    .ifPresent(finding -> {
                        switch (finding) {
                            case Finding.Vulnerability flaw ->
                                    json.field("id", flaw.id())
                                            .field("purl", flaw.in().purl().toString());
                            case Finding.OfCheck one ->
                                    json.field("id", one.id()).field("place", one.place().words());
                        }
                    });
            json.endObject();
        }
        json.endArray().endObject();
    }

    private static void findings(JsonWriter json, ScanReport report) {
        json.beginArray("findings");
        for (var finding : report.findings()) {
            FindingJson.write(json.beginObject(), finding);
            part(json, finding, report);
            json.endObject();
        }
        json.endArray();
    }

    private static void part(JsonWriter json, Finding finding, ScanReport report) {
        switch (finding) {
            case Finding.Vulnerability flaw ->
                    report.base()
                            .ifPresent(base ->
                                    json.field("part", base.part(flaw.in().locations()).word()));
            case Finding.OfCheck _ -> {}
        }
    }

    private static void suppressed(JsonWriter json, ScanReport report) {
        json.beginArray("suppressed");
        for (Suppressed one : report.suppressed()) {
            json.beginObject().field("cause", one.cause().word()).field("reason", one.reason());
            one.decision().ifPresent(decision -> decision(json, decision));
            FindingJson.write(json.beginObject("finding"), one.finding());
            json.endObject().endObject();
        }
        json.endArray();
    }

    private static void decision(JsonWriter json, Decision decision) {
        switch (decision) {
            case Waiver waiver -> waiver(json.beginObject("waiver"), waiver);
            case VexRuling vex -> vex(json.beginObject("vex"), vex);
            case IgnoreRule rule ->
                    json.beginObject("ignoreRule")
                            .field("file", rule.file())
                            .field("line", rule.line())
                            .fieldUnlessEmpty("reason", rule.reason())
                            .field("expires", rule.expires())
                            .endObject();
        }
    }

    private static void vex(JsonWriter json, VexRuling vex) {
        var statement = vex.statement();
        var document = statement.document();
        json.field("document", document.name())
                .fieldUnlessEmpty("id", document.id())
                .fieldUnlessEmpty("author", document.author())
                .field("attached", document.attached())
                .field("timestamp", statement.timestamp())
                .field("status", statement.status().word())
                .fieldUnlessEmpty("justification", statement.justification())
                .fieldUnlessEmpty("impactStatement", statement.impact())
                .field("overruled", vex.overruled())
                .endObject();
    }

    private static void waiver(JsonWriter json, Waiver waiver) {
        json.field("id", waiver.id())
                .field("package", waiver.scope().packages())
                .field("image", waiver.scope().image())
                .field("digest", waiver.scope().digest())
                .field("path", waiver.scope().path())
                .field("instruction", waiver.scope().instruction())
                .field("stage", waiver.scope().stage())
                .field("owner", waiver.owner())
                .field("reason", waiver.reason())
                .field("expires", waiver.expires().toString())
                .field("approvedBy", waiver.approvedBy());
        if (waiver.approval() instanceof Approval.Signed(var holders)) {
            json.field("signedBy", holders);
        }
        json.endObject();
    }

    private static void fixes(JsonWriter json, ScanReport report) {
        json.beginArray("fixes");
        for (var step : report.fixes()) {
            json.beginObject().field("command", step.command());
            FixJson.upgrades(json, step.upgrades());
            json.endObject();
        }
        json.endArray();
    }

    private static void gaps(JsonWriter json, ScanReport report) {
        json.beginArray("gaps");
        report.inventory().gaps().forEach(gap -> GapJson.write(json.beginObject(), gap));
        json.endArray();
    }
}
