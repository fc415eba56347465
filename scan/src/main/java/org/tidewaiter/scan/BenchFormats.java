package org.tidewaiter.scan;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;
import org.tidewaiter.scan.bench.BenchReport;
import org.tidewaiter.scan.document.BenchJson;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.scan.text.BenchTable;

/// The forms in which is written what benchmarks say of a host.
public final class BenchFormats {
    /// As they are written after `--format`.
    public static final Set<String> NAMES = Set.of("table", "json");

    private BenchFormats() {}

    /// @param name one of [#NAMES]
    /// @param out UTF-8; stays open
    public static void write(String name, BenchReport report, ReportStyle style, OutputStream out)
            throws IOException {
        switch (name) {
            case "table" -> BenchTable.write(report, style, out);
            case "json" -> BenchJson.write(report, out);
            default -> throw new IllegalArgumentException(name);
        }
    }
}
