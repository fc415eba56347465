package org.tidewaiter.scan.document;

import java.util.OptionalInt;
import org.tidewaiter.model.Edit;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Location;
import org.tidewaiter.model.Place;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.model.Weakness;
import org.tidewaiter.model.json.JsonWriter;

/// Findings as they stand in our own document.
final class FindingJson {
    private FindingJson() {}

    /// Writes the members of a finding into the object that is open.
    static void write(JsonWriter json, Finding finding) {
        switch (finding) {
            case Finding.Vulnerability flaw -> vulnerability(json, flaw);
            case Finding.OfCheck one -> ofCheck(json, one);
        }
    }

    private static void ofCheck(JsonWriter json, Finding.OfCheck one) {
        var check = one.check();
        json.field("kind", check.kind().word())
                .field("id", check.id())
                .field("severity", one.severity().word())
                .field("title", check.title())
                .field("message", one.message())
                .field("mend", check.mend())
                .fieldUnlessEmpty("guides", check.guides());
        place(json, one.place());
        switch (one) {
            case Finding.Secret secret ->
                    json.field("fingerprint", secret.fingerprint())
                            .fieldUnlessEmpty("excuse", secret.excuse());
            case Finding.Setting setting -> setting.edit().ifPresent(edit -> edit(json, edit));
            case Finding.Clutter clutter -> json.field("bytes", clutter.bytes());
            case Finding.Licence licence -> softwarePackage(json, licence.in());
            case Finding.Reported theirs ->
                    json.field("tool", theirs.tool()).fieldUnlessEmpty("excuse", theirs.excuse());
        }
    }

    private static void place(JsonWriter json, Place place) {
        json.beginObject("place")
                .fieldUnlessEmpty("path", place.path())
                .fieldUnlessEmpty("part", place.part());
        if (place.line() > 0) {
            json.field("line", place.line());
        }
        layer(json, place.layer());
        json.field("presence", place.presence().word()).endObject();
    }

    private static void edit(JsonWriter json, Edit edit) {
        json.beginObject("edit")
                .field("firstLine", edit.firstLine())
                .field("lastLine", edit.lastLine())
                .field("text", edit.text())
                .endObject();
    }

    private static void vulnerability(JsonWriter json, Finding.Vulnerability flaw) {
        json.field("kind", "vulnerability")
                .field("id", flaw.id())
                .field("aliases", flaw.aliases())
                .field("state", flaw.state().word())
                .field("severity", flaw.severity().word())
                .fieldUnlessEmpty("severitySource", flaw.severitySource())
                .fieldUnlessEmpty("title", flaw.title())
                .fieldUnlessEmpty(
                        "weaknesses", flaw.weaknesses().stream().map(Weakness::id).toList())
                .field("fixedVersions", flaw.fixedVersions())
                .fieldUnlessEmpty("justification", flaw.justification());
        flaw.cvss()
                .ifPresent(cvss ->
                        json.beginObject("cvss")
                                .field("vector", cvss.vector())
                                .field("score", cvss.score())
                                .field("source", cvss.source())
                                .endObject());
        json.field("kevAdded", flaw.exploitSigns().kevAdded());
        flaw.exploitSigns()
                .epss()
                .ifPresent(epss ->
                        json.beginObject("epss")
                                .field("score", epss.score())
                                .field("percentile", epss.percentile())
                                .endObject());
        softwarePackage(json, flaw.in());
        json.beginArray("evidence");
        for (var evidence : flaw.evidence()) {
            json.beginObject()
                    .field("feed", evidence.feed())
                    .field("record", evidence.record())
                    .field("name", evidence.name())
                    .field("version", evidence.version())
                    .field("range", evidence.range())
                    .field("comparison", evidence.comparison())
                    .endObject();
        }
        json.endArray();
        flaw.code()
                .ifPresent(code ->
                        json.beginObject("vulnerableCode")
                                .field("standing", code.standing().word())
                                .field("symbols", code.symbols())
                                .field("reason", code.reason())
                                .endObject());
    }

    private static void softwarePackage(JsonWriter json, SoftwarePackage in) {
        json.beginObject("package")
                .field("purl", in.purl().toString())
                .field("name", in.ecosystemName())
                .field("version", in.version());
        in.source()
                .ifPresent(source ->
                        json.beginObject("source")
                                .field("name", source.name())
                                .field("version", source.version())
                                .endObject());
        json.field("presence", in.presence().word())
                .field("declared", in.declared())
                .field("foundBy", in.foundBy())
                .field("owner", in.owner())
                .beginArray("locations");
        in.locations().forEach(location -> location(json, location));
        json.endArray().endObject();
    }

    private static void location(JsonWriter json, Location location) {
        json.beginObject().field("path", location.path());
        layer(json, location.layer());
        json.endObject();
    }

    static void layer(JsonWriter json, OptionalInt layer) {
        layer.ifPresent(index -> json.field("layer", index));
    }
}
