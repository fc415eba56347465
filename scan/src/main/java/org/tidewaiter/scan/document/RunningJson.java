package org.tidewaiter.scan.document;

import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.tidewaiter.image.engine.RunningContainer;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.scan.report.RunningReport;
import org.tidewaiter.scan.report.RunningReport.Judged;
import org.tidewaiter.scan.report.RunningReport.NotScanned;
import org.tidewaiter.scan.report.RunningReport.Scanned;

/// All that runs, each image with its whole report. Its schema is
/// `docs/schema/running-1.schema.json`.
public final class RunningJson {
    private RunningJson() {}

    public static void write(RunningReport report, OutputStream out) {
        try (var json = new JsonWriter(out)) {
            json.beginObject()
                    .field("format", "tidewaiter-running")
                    .field("formatVersion", 1)
                    .beginObject("tool")
                    .field("name", "tidewaiter")
                    .field("version", report.toolVersion())
                    .endObject()
                    .field("asOf", report.asOf().toString())
                    .field("complete", report.isComplete())
                    .field("denied", report.denied())
                    .beginArray("images");
            report.images().forEach(one -> image(json, one));
            json.endArray();
            containers(json, "withoutImage", report.withoutImage());
            json.beginArray("problems");
            report.problems().forEach(one -> problem(json.beginObject(), one));
            json.endArray().endObject();
        }
    }

    private static void image(JsonWriter json, Judged image) {
        json.beginObject().field("id", image.id().toString()).field("name", image.name());
        containers(json, "containers", image.containers());
        switch (image.outcome()) {
            case Scanned(var report) -> {
                JsonFormat.members(json.beginObject("report"), report);
                json.endObject();
            }
            case NotScanned(var problem) -> problem(json.beginObject("problem"), problem);
        }
        json.endObject();
    }

    private static void containers(JsonWriter json, String name, List<RunningContainer> all) {
        json.beginArray(name);
        for (var one : all) {
            json.beginObject()
                    .field("engine", one.engine().name().toLowerCase(Locale.ROOT))
                    .field("id", one.id())
                    .field("name", one.name())
                    .field("image", one.image())
                    .field("startedAt", one.startedAt())
                    .endObject();
        }
        json.endArray();
    }

    private static void problem(JsonWriter json, Problem problem) {
        json.field("code", problem.code())
                .field("what", problem.what())
                .field("mend", problem.mend())
                .endObject();
    }
}
