package org.tidewaiter.scan.report;

import java.io.IOException;
import java.io.OutputStream;

/// Writes a report. To add a format: write it beside the others, and add a line to
/// `ReportFormats.BUILT_IN`.
public interface ReportFormat {
    /// As it is written after `--format`.
    String name();

    /// The same report and style give the same bytes.
    ///
    /// @param out UTF-8; stays open
    void write(ScanReport report, ReportStyle style, OutputStream out) throws IOException;
}
