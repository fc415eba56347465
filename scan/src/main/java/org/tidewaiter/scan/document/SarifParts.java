package org.tidewaiter.scan.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.OptionalInt;
import org.tidewaiter.model.Severity;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.scan.report.ScanReport;

/// What results of SARIF have in common, whatever they are of.
final class SarifParts {
    /// What paths are relative to: the root of the image.
    static final String BASE = "IMAGE";

    private SarifParts() {}

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

    /// @param line from 1
    static void physicalLocation(JsonWriter json, String path, int line) {
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

    /// A path as a relative reference of RFC 3986.
    private static String encoded(String path) {
        try {
            var whole = new String(path.getBytes(UTF_8), UTF_8); // half a letter has no address
            var raw = new URI(null, null, "/" + whole, null).toASCIIString();
            return raw.substring(1);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a path beginning with a slash is a URI path", e);
        }
    }
}
