package org.tidewaiter.scan.document;

import java.io.OutputStream;
import org.tidewaiter.checks.host.BenchResult;
import org.tidewaiter.checks.host.Result;
import org.tidewaiter.checks.host.State;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.scan.bench.BenchReport;

/// What the benchmark of Docker says, in the form of docker-bench-security 1.6.0, for programs that
/// read that. It knows four words and a score that adds one for what passes and takes one for what
/// does not, of what counts.
public final class DockerBenchJson {
    private static final String VERSION = "1.6.0";

    private DockerBenchJson() {}

    public static void write(BenchReport report, OutputStream out) {
        var result = report.results().getFirst();
        long second = result.asked().getEpochSecond();
        try (var json = new JsonWriter(out)) {
            json.beginObject()
                    .field("dockerbenchsecurity", VERSION)
                    .field("start", second)
                    .beginArray("tests");
            for (var section : result.sections()) {
                json.beginObject()
                        .field("id", section.id())
                        .field("desc", section.title())
                        .beginArray("results");
                section.results().forEach(one -> test(one, json));
                json.endArray().endObject();
            }
            json.endArray()
                    .field("checks", result.results().count())
                    .field("score", score(result))
                    .field("end", second)
                    .endObject();
        }
    }

    private static void test(Result one, JsonWriter json) {
        json.beginObject()
                .field("id", one.control().id())
                .field("desc", one.control().title())
                .field("result", word(one))
                .field("details", one.outcome().reason())
                .field("items", one.outcome().resources())
                .field("remediation", one.control().mend())
                .field("remediation-impact", "")
                .endObject();
    }

    private static String word(Result one) {
        return switch (one.state()) {
            case PASS -> "PASS";
            case FAIL, WARN -> "WARN";
            case MANUAL -> "NOTE";
            case NOT_APPLICABLE -> "INFO";
        };
    }

    private static long score(BenchResult result) {
        return result.results()
                .filter(one -> one.control().isScored())
                .mapToLong(
                        one -> one.state() == State.PASS ? 1 : one.state() == State.FAIL ? -1 : 0)
                .sum();
    }
}
