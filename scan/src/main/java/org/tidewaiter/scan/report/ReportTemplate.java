package org.tidewaiter.scan.report;

/// A template of whoever scans, by which a report is written.
///
/// @param name of its file, whose suffix says of what kind the report is
/// @param text of it
public record ReportTemplate(String name, String text) {
    /// Writes a line for each finding.
    public static final ReportTemplate LINES =
            new ReportTemplate(
                    "lines.txt.mustache",
                    "{{#findings}}\n{{severity}} {{id}} {{package.name}} {{package.version}}\n{{/findings}}\n");
}
