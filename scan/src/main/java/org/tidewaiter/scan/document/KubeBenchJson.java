package org.tidewaiter.scan.document;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tidewaiter.checks.host.Result;
import org.tidewaiter.checks.host.Section;
import org.tidewaiter.checks.host.Seen;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.scan.bench.BenchReport;

/// What a benchmark of Kubernetes says, in the form of kube-bench, for programs that read that. It
/// knows four words; what is for people to look at is its `WARN`. Which type of node a part is
/// about is told of the benchmarks of CIS only, whose parts have fixed numbers.
public final class KubeBenchJson {
    private static final Map<String, String> NODE_TYPES =
            Map.of("1", "master", "2", "etcd", "3", "controlplane", "4", "node", "5", "policies");

    private KubeBenchJson() {}

    public static void write(BenchReport report, OutputStream out) {
        var result = report.results().getFirst();
        var parts = new LinkedHashMap<String, List<Section>>();
        for (var section : result.sections()) {
            parts.merge(
                    section.id().split("\\.", 2)[0],
                    List.of(section),
                    (some, more) -> {
                        var all = new ArrayList<>(some);
                        all.addAll(more);
                        return all;
                    });
        }
        try (var json = new JsonWriter(out)) {
            json.beginObject().beginArray("Controls");
            parts.forEach((id, sections) -> controls(id, result.version(), sections, json));
            json.endArray().beginObject("Totals");
            totals(result.results().toList(), json);
            json.endObject().endObject();
        }
    }

    private static void controls(
            String id, String version, List<Section> sections, JsonWriter json) {
        var type = version.startsWith("cis-") ? NODE_TYPES.getOrDefault(id, "") : "";
        json.beginObject()
                .field("id", id)
                .field("version", version)
                .field("detected_version", "")
                .field("text", type)
                .field("node_type", type)
                .beginArray("tests");
        for (var section : sections) {
            json.beginObject()
                    .field("section", section.id())
                    .field("type", "")
                    .field("pass", count(section.results(), "PASS"))
                    .field("fail", count(section.results(), "FAIL"))
                    .field("warn", count(section.results(), "WARN"))
                    .field("info", count(section.results(), "INFO"))
                    .field("desc", section.title())
                    .beginArray("results");
            section.results().forEach(one -> result(one, json));
            json.endArray().endObject();
        }
        json.endArray();
        totals(sections.stream().flatMap(one -> one.results().stream()).toList(), json);
        json.endObject();
    }

    private static void result(Result one, JsonWriter json) {
        var control = one.control();
        json.beginObject()
                .field("test_number", control.id())
                .field("test_desc", control.title())
                .field("audit", control.audit())
                .field("AuditEnv", "")
                .field("AuditConfig", "")
                .field("type", control.isAutomated() ? "" : "manual")
                .field("remediation", control.mend())
                .field("test_info", List.of(control.mend()))
                .field("status", word(one))
                .field(
                        "actual_value",
                        one.outcome().evidence().stream()
                                .map(Seen::what)
                                .collect(Collectors.joining("\n")))
                .field("scored", control.isScored())
                .field("IsMultiple", false)
                .field("expected_result", one.outcome().expected())
                .field("reason", one.outcome().reason())
                .endObject();
    }

    private static void totals(List<Result> results, JsonWriter json) {
        json.field("total_pass", count(results, "PASS"))
                .field("total_fail", count(results, "FAIL"))
                .field("total_warn", count(results, "WARN"))
                .field("total_info", count(results, "INFO"));
    }

    private static long count(List<Result> results, String word) {
        return results.stream().filter(one -> word(one).equals(word)).count();
    }

    private static String word(Result one) {
        return switch (one.state()) {
            case PASS -> "PASS";
            case FAIL -> "FAIL";
            case WARN, MANUAL -> "WARN";
            case NOT_APPLICABLE -> "INFO";
        };
    }
}
