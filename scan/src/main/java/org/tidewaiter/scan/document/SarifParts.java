package org.tidewaiter.scan.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.OptionalInt;
import org.tidewaiter.model.Severity;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.scan.report.ScanReport;

/// What results of SARIF have in common, whatever they are of.
public final class SarifParts {
    /// What paths are relative to: the root of the image.
    static final String BASE = "IMAGE";

    /// In the place of a file, where something is in the image's configuration.
    public static final String CONFIGURATION = "configuration.json";

    private static final String UNESCAPED = "-._~/!$&'()*+,;=@";

    private SarifParts() {}

    /// Opens a document with one run, up to the rules that stand in its tool.
    public static void beginRules(JsonWriter json, String toolVersion) {
        json.beginObject()
                .field("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
                .field("version", "2.1.0")
                .beginArray("runs")
                .beginObject()
                .beginObject("tool")
                .beginObject("driver")
                .field("name", "Tidewaiter")
                .field("semanticVersion", toolVersion)
                .beginArray("rules");
    }

    static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW, NEGLIGIBLE, UNKNOWN -> "note";
        };
    }

    /// The score that code scanning services sort by, which they take as text: the middle of the
    /// severity's range.
    static String securitySeverity(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "9.5";
            case HIGH -> "8.0";
            case MEDIUM -> "5.5";
            case LOW -> "2.0";
            case NEGLIGIBLE, UNKNOWN -> "0.0";
        };
    }

    /// Code scanning services take no result without one.
    ///
    /// @param line from 1
    public static void physicalLocation(JsonWriter json, String path, int line) {
        json.beginObject("physicalLocation");
        artifactLocation(json, path);
        json.beginObject("region").field("startLine", line).endObject().endObject();
    }

    static void artifactLocation(JsonWriter json, String path) {
        json.beginObject("artifactLocation")
                .field("uri", encoded(path))
                .field("uriBaseId", BASE)
                .endObject();
    }

    /// Which layer it is in, where that is known.
    static void layer(JsonWriter json, OptionalInt index, ScanReport report) {
        var layers = report.inventory().source().layers();
        index.stream()
                .boxed()
                .filter(one -> one < layers.size())
                .findFirst()
                .map(layers::get)
                .ifPresent(layer ->
                        json.beginObject("message")
                                .field(
                                        "text",
                                        "layer %d: %s"
                                                .formatted(
                                                        layer.index(),
                                                        layer.instruction()
                                                                .orElse(layer.diffId().toString())))
                                .endObject());
    }

    /// A path as a relative reference of RFC 3986: the bytes of its UTF-8, those escaped that are
    /// no part of a name there. A colon too, since what stands before one would be a scheme.
    private static String encoded(String path) {
        var text = new StringBuilder();
        for (byte octet : path.getBytes(UTF_8)) {
            char letter = (char) (octet & 0xff);
            if (UNESCAPED.indexOf(letter) >= 0
                    || (letter < 128 && Character.isLetterOrDigit(letter))) {
                text.append(letter);
            } else {
                text.append("%%%02X".formatted((int) letter));
            }
        }
        return text.toString();
    }
}
