package org.tidewaiter.scan.document;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.checks.host.Control;
import org.tidewaiter.checks.host.Result;
import org.tidewaiter.checks.host.State;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.scan.bench.BenchReport;

/// What benchmarks say of a host as SARIF: each control is a rule, each that does not pass a
/// result, and what a person has to look at is one of the kind `review`.
///
/// @see "SARIF 2.1.0 (OASIS), 3.27.9 kind"
public final class BenchSarif {
    private static final int MAX_SHOWN = 5;

    private BenchSarif() {}

    /// @param rule as it is called, once in a report: `docker/2.14`
    private record Found(String rule, Result result) {}

    public static void write(BenchReport report, OutputStream out) {
        var found = found(report);
        try (var json = new JsonWriter(out)) {
            SarifParts.beginRules(json, report.toolVersion());
            for (var one : found) {
                rule(one.rule(), one.result().control(), json);
            }
            json.endArray().endObject().endObject().beginArray("results");
            for (int i = 0; i < found.size(); i++) {
                if (!isAtRest(found.get(i).result().state())) {
                    result(found.get(i), i, report, json);
                }
            }
            json.endArray().endObject().endArray().endObject();
        }
    }

    private static List<Found> found(BenchReport report) {
        var found = new ArrayList<Found>();
        for (var result : report.results()) {
            result.results()
                    .map(one -> new Found(result.benchmark() + "/" + one.control().id(), one))
                    .forEach(found::add);
        }
        return found;
    }

    private static boolean isAtRest(State state) {
        return state == State.PASS || state == State.NOT_APPLICABLE;
    }

    private static void rule(String id, Control control, JsonWriter json) {
        json.beginObject().field("id", id).beginObject("shortDescription");
        json.field("text", control.title()).endObject();
        if (!control.mend().isBlank()) {
            json.beginObject("help").field("text", control.mend()).endObject();
        }
        json.endObject();
    }

    private static void result(Found one, int index, BenchReport report, JsonWriter json) {
        var state = one.result().state();
        json.beginObject().field("ruleId", one.rule()).field("ruleIndex", index);
        switch (state) {
            case FAIL -> json.field("kind", "fail").field("level", "error");
            case WARN -> json.field("kind", "fail").field("level", "warning");
            default -> json.field("kind", "review").field("level", "none");
        }
        json.beginObject("message")
                .field("text", message(one.result()))
                .endObject()
                .beginArray("locations")
                .beginObject();
        SarifParts.physicalLocation(json, SarifParts.CONFIGURATION, 1);
        json.beginArray("logicalLocations")
                .beginObject()
                .field("name", report.host())
                .field("kind", "resource")
                .endObject()
                .endArray()
                .endObject()
                .endArray()
                .endObject();
    }

    private static String message(Result result) {
        var text = new StringBuilder(result.control().title());
        text.append(": ").append(result.outcome().reason()).append('.');
        result.outcome().evidence().stream()
                .limit(MAX_SHOWN)
                .forEach(
                        seen -> text.append(" Read: %s: %s.".formatted(seen.where(), seen.what())));
        return text.toString();
    }
}
