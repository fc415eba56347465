package org.tidewaiter.scan.document;

import java.io.OutputStream;
import org.tidewaiter.checks.host.BenchResult;
import org.tidewaiter.checks.host.Result;
import org.tidewaiter.checks.host.State;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.scan.bench.BenchReport;
import org.tidewaiter.scan.bench.BenchWords;

/// What benchmarks say of a host, for machines.
///
/// @see "docs/schema/bench-1.schema.json"
public final class BenchJson {
    private BenchJson() {}

    public static void write(BenchReport report, OutputStream out) {
        try (var json = new JsonWriter(out)) {
            json.beginObject()
                    .field("schema", "tidewaiter-bench-1")
                    .field("toolVersion", report.toolVersion())
                    .field("host", report.host())
                    .field("passed", report.passed())
                    .field("verdict", BenchWords.verdict(report))
                    .field("refusals", report.refusals())
                    .field("notes", report.notes())
                    .beginArray("benchmarks");
            report.results().forEach(result -> benchmark(result, json));
            json.endArray().endObject();
        }
    }

    private static void benchmark(BenchResult result, JsonWriter json) {
        json.beginObject()
                .field("benchmark", result.benchmark())
                .field("version", result.version())
                .field("asked", result.asked().toString());
        result.score().ifPresent(score -> json.field("score", score));
        json.beginObject("counts");
        for (var state : State.values()) {
            json.field(state.word(), result.count(state));
        }
        json.endObject().field("gaps", result.gaps()).beginArray("sections");
        for (var section : result.sections()) {
            json.beginObject().field("id", section.id()).field("title", section.title());
            BenchResult.score(section.results()).ifPresent(score -> json.field("score", score));
            json.beginArray("controls");
            section.results().forEach(one -> control(one, json));
            json.endArray().endObject();
        }
        json.endArray().endObject();
    }

    private static void control(Result result, JsonWriter json) {
        var control = result.control();
        var outcome = result.outcome();
        json.beginObject()
                .field("id", control.id())
                .field("title", control.title())
                .field("automated", control.isAutomated())
                .field("scored", control.isScored())
                .field("state", result.state().word())
                .field("reason", outcome.reason())
                .field("expected", outcome.expected())
                .field("resources", outcome.resources())
                .beginArray("evidence");
        for (var seen : outcome.evidence()) {
            json.beginObject().field("where", seen.where()).field("what", seen.what()).endObject();
        }
        json.endArray()
                .field("audit", control.audit())
                .field("mend", control.mend())
                .field("guides", control.guides())
                .endObject();
    }
}
