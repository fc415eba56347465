package org.tidewaiter.scan.gate;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;
import java.util.TreeSet;

/// The forms in which a gate's decision is written.
public final class GateFormats {
    /// As they are written after `--format`.
    public static final Set<String> NAMES =
            new TreeSet<>(Set.of("table", "json", "sarif", "junit", "annotations"));

    private GateFormats() {}

    /// @param name one of [#NAMES]
    /// @param out UTF-8; stays open
    public static void write(String name, GateReport report, OutputStream out) throws IOException {
        switch (name) {
            case "table" -> GateTable.write(report, out);
            case "json" -> GateJson.write(report, out);
            case "sarif" -> GateSarif.write(report, out);
            case "junit" -> GateJunit.write(report, out);
            case "annotations" -> GateAnnotations.write(report, out);
            default -> throw new IllegalArgumentException(name);
        }
    }
}
