package org.tidewaiter.scan.template;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.model.json.MalformedJsonException;
import org.tidewaiter.scan.document.JsonFormat;
import org.tidewaiter.scan.escape.Printable;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.scan.report.ScanReport;

/// What a template sees: the report as JSON, as maps, lists, texts and truth values.
final class ReportTree {
    private ReportTree() {}

    static Object of(ScanReport report) {
        var out = new ByteArrayOutputStream();
        new JsonFormat().write(report, ReportStyle.PLAIN, out);
        try {
            return plain(JsonReader.read(out.toByteArray()));
        } catch (MalformedJsonException e) {
            throw new IllegalStateException("what we wrote is JSON", e);
        }
    }

    private static Object plain(Json json) {
        return switch (json) {
            case Json.JsonObject(var members) -> plain(members);
            case Json.JsonArray(var items) -> items.stream().map(ReportTree::plain).toList();
            case Json.JsonString(var text) -> Printable.of(text);
            case Json.JsonNumber(var number) -> number.toPlainString();
            case Json.JsonBoolean(var truth) -> truth;
            case Json.JsonNull() -> "";
        };
    }

    private static Map<String, Object> plain(Map<String, Json> members) {
        var plain = new LinkedHashMap<String, Object>();
        members.forEach((name, value) -> plain.put(name, plain(value)));
        return plain;
    }
}
