package org.tidewaiter.scan.html;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Location;
import org.tidewaiter.model.MatchEvidence;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.model.Weakness;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.scan.escape.Printable;
import org.tidewaiter.scan.report.CodeWords;
import org.tidewaiter.scan.report.ScanReport;

/// The evidence, as JSON that the script shows when it is asked for. A package that has several
/// flaws stands there once.
final class PageData {
    private final Map<SoftwarePackage, Integer> packages = new LinkedHashMap<>();
    private final Map<Purl, Upgrade> upgrades = new HashMap<>();

    /// @param step index of the command
    private record Upgrade(int step, String to) {}

    private PageData(ScanReport report) {
        for (int i = 0; i < report.fixes().size(); i++) {
            for (var upgrade : report.fixes().get(i).upgrades()) {
                upgrades.put(upgrade.purl(), new Upgrade(i, upgrade.to()));
            }
        }
    }

    /// @return in one line, and without anything that HTML could take for markup
    static String of(ScanReport report) {
        var out = new ByteArrayOutputStream();
        try (var json = new JsonWriter(out)) {
            new PageData(report).write(report, json);
        }
        return out.toString(StandardCharsets.UTF_8)
                .replaceAll("\n *", "") // a line end in a text is written \n
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026");
    }

    private void write(ScanReport report, JsonWriter json) {
        var all = new ArrayList<>(report.findings());
        report.suppressed().forEach(one -> all.add(one.finding()));
        json.beginObject().beginArray("findings");
        for (var finding : all) {
            switch (finding) {
                case Finding.Vulnerability flaw -> finding(flaw, json);
                case Finding.OfCheck _ -> {} // its row says all
            }
        }
        json.endArray().beginArray("packages");
        packages.keySet().forEach(one -> softwarePackage(one, json));
        json.endArray().beginArray("layers");
        for (var layer : report.inventory().source().layers()) {
            json.beginObject()
                    .field("index", layer.index())
                    .field("diffId", layer.diffId().toString())
                    .field("instruction", Printable.of(layer.instruction().orElse("")))
                    .endObject();
        }
        json.endArray();
        texts("steps", report.fixes().stream().map(step -> step.command()).toList(), json);
        json.endObject();
    }

    private void finding(Finding.Vulnerability flaw, JsonWriter json) {
        json.beginObject();
        text("id", flaw.id(), json);
        texts("aliases", flaw.aliases(), json);
        texts("weaknesses", flaw.weaknesses().stream().map(Weakness::id).toList(), json);
        text("ratedBy", flaw.severitySource(), json);
        flaw.cvss()
                .ifPresent(cvss -> {
                    text("cvss", cvss.vector(), json);
                    json.field("score", cvss.score());
                    text("scoredBy", cvss.source(), json);
                });
        json.field("kev", flaw.exploitSigns().kevAdded());
        flaw.exploitSigns()
                .epss()
                .ifPresent(epss ->
                        json.field("epss", epss.score()).field("percentile", epss.percentile()));
        text("justification", flaw.justification(), json);
        text("code", flaw.code().map(CodeWords::of).orElse(""), json);
        json.field("package", packages.computeIfAbsent(flaw.in(), _ -> packages.size()));
        json.beginArray("evidence");
        flaw.evidence().forEach(one -> evidence(one, json));
        json.endArray().endObject();
    }

    private static void evidence(MatchEvidence one, JsonWriter json) {
        json.beginArray();
        for (var text :
                List.of(
                        one.feed(),
                        one.record(),
                        one.name(),
                        one.version(),
                        one.range(),
                        one.comparison())) {
            json.item(Printable.of(text));
        }
        json.endArray();
    }

    private void softwarePackage(SoftwarePackage one, JsonWriter json) {
        json.beginObject();
        text("purl", one.purl().toString(), json);
        one.source()
                .ifPresent(source -> text("source", source.name() + " " + source.version(), json));
        text("presence", one.presence().word(), json);
        text("foundBy", one.foundBy(), json);
        if (one.declared()) {
            json.field("declared", true);
        }
        one.owner().ifPresent(owner -> text("owner", owner.toString(), json));
        json.beginArray("locations");
        one.locations().forEach(location -> location(location, json));
        json.endArray();
        var upgrade = upgrades.get(one.purl());
        if (upgrade != null) {
            json.field("step", upgrade.step);
            text("to", upgrade.to, json);
        }
        json.endObject();
    }

    private static void location(Location location, JsonWriter json) {
        json.beginArray().item(Printable.of(location.path()));
        location.layer().ifPresent(json::item);
        json.endArray();
    }

    private static void text(String name, String text, JsonWriter json) {
        json.fieldUnlessEmpty(name, Printable.of(text));
    }

    private static void texts(String name, List<String> texts, JsonWriter json) {
        json.fieldUnlessEmpty(name, texts.stream().map(Printable::of).toList());
    }
}
