package org.tidewaiter.scan.document;

import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.model.json.SourceForm;
import org.tidewaiter.policy.GateRule;
import org.tidewaiter.policy.Reason;
import org.tidewaiter.scan.diff.ChangeCause;
import org.tidewaiter.scan.diff.DiffGate;
import org.tidewaiter.scan.diff.FindingChange;
import org.tidewaiter.scan.diff.FindingsDiff;
import org.tidewaiter.scan.report.ScanReport;

/// In what findings two images differ, in our own JSON form.
///
/// @see "docs/schema/diff-1.schema.json"
public final class FindingsDiffJson {
    private FindingsDiffJson() {}

    /// @param out stays open
    public static void write(FindingsDiff diff, DiffGate gate, OutputStream out) {
        try (var json = new JsonWriter(out)) {
            json.beginObject().field("format", "tidewaiter-diff");
            members(json, diff, gate, both(gate.excused(), diff.notes()));
            json.endObject();
        }
    }

    private static List<Reason> both(List<Reason> some, List<Reason> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    /// Writes the members of a difference into the object that is open.
    static void members(JsonWriter json, FindingsDiff diff, DiffGate gate, List<Reason> notes) {
        json.field("formatVersion", 1);
        side(json.beginObject("before"), diff.before());
        side(json.beginObject("after"), diff.after());
        var denied = gate.denied(diff);
        json.beginObject("verdict")
                .field("decision", denied.isEmpty() ? "allow" : "deny")
                .field("gate", gate.rules().stream().map(GateRule::word).toList())
                .field(
                        "counted",
                        gate.counted().stream().sorted().map(FindingChange.Kind::word).toList())
                .field("denied", denied.size())
                .endObject();
        NotesJson.facts(json, notes);
        json.field("hidden", diff.hidden());
        json.beginArray("changes");
        for (var change : diff.changes()) {
            json.beginObject().field("change", change.kind().word());
            cause(json, change.cause(), diff);
            change.before().ifPresent(one -> finding(json.beginObject("before"), one));
            change.after().ifPresent(one -> finding(json.beginObject("after"), one));
            json.endObject();
        }
        json.endArray().beginArray("unchanged");
        diff.unchanged().forEach(one -> finding(json.beginObject(), one));
        json.endArray();
    }

    private static void finding(JsonWriter json, Finding one) {
        FindingJson.write(json, one);
        json.endObject();
    }

    private static void side(JsonWriter json, ScanReport report) {
        json.field("asOf", report.asOf().toString())
                .field("advisories", report.data().advisories())
                .field("newestAdvisory", report.data().newest())
                .field("findings", report.findings().size());
        NotesJson.suppressed(json, report.notes().suppressed());
        SourceForm.begin(json, report.inventory().source(), _ -> {}).endObject();
        GapJson.writeUnlessNone(json, report.inventory());
        json.endObject();
    }

    private static void cause(JsonWriter json, ChangeCause cause, FindingsDiff diff) {
        json.beginObject("cause");
        switch (cause) {
            case ChangeCause.ByImage image -> {
                json.field("kind", "image");
                image(json, image, diff);
            }
            case ChangeCause.ByGap(var otherwise, var side, var gap) -> {
                json.field("kind", "gap").field("side", side.word());
                GapJson.write(json.beginObject("gap"), gap);
                image(json, otherwise, diff);
            }
            case ChangeCause.ByRecord(var way, var feed, var record) ->
                    json.field("kind", "record")
                            .field("record", record)
                            .fieldUnlessEmpty("feed", feed)
                            .field("became", way.word());
            case ChangeCause.ByDecision(var reason) ->
                    json.field("kind", "decision").field("reason", reason);
        }
        json.endObject();
    }

    private static void image(JsonWriter json, ChangeCause.ByImage image, FindingsDiff diff) {
        json.field("package", image.change().map(kind -> kind.word()).orElse("unchanged"))
                .field("from", image.before().map(one -> one.purl().toString()))
                .field("to", image.after().map(one -> one.purl().toString()));
        layer(json, image.after(), diff.after());
    }

    private static void layer(JsonWriter json, Optional<SoftwarePackage> of, ScanReport report) {
        var layers = report.inventory().source().layers();
        of.stream()
                .flatMap(one -> one.locations().stream())
                .flatMap(location -> location.layer().stream().boxed())
                .findFirst()
                .filter(index -> index < layers.size())
                .ifPresent(index ->
                        json.beginObject("layer")
                                .field("index", index)
                                .field("diffId", layers.get(index).diffId().toString())
                                .field("instruction", layers.get(index).instruction())
                                .endObject());
    }
}
