package org.tidewaiter.scan;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;
import org.tidewaiter.scan.document.RunningJson;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.scan.report.RunningReport;
import org.tidewaiter.scan.text.RunningTable;

/// The forms in which the report about all that runs is written.
public final class RunningFormats {
    /// As they are written after `--format`.
    public static final Set<String> NAMES = Set.of("table", "json");

    private RunningFormats() {}

    /// @param name one of [#NAMES]
    /// @param out UTF-8; stays open
    public static void write(String name, RunningReport report, ReportStyle style, OutputStream out)
            throws IOException {
        switch (name) {
            case "table" -> RunningTable.write(report, style, out);
            case "json" -> RunningJson.write(report, out);
            default -> throw new IllegalArgumentException(name);
        }
    }
}
