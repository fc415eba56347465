package org.tidewaiter.scan.report;

/// How a report for people looks; documents for programs do not depend on it.
///
/// @param width columns of the terminal
/// @param colour whether escape sequences may be written
public record ReportStyle(int width, boolean colour) {
    /// For a file or a pipe: nothing is cut, nothing is coloured.
    public static final ReportStyle PLAIN = new ReportStyle(Integer.MAX_VALUE, false);

    public ReportStyle {
        if (width < 1) {
            throw new IllegalArgumentException("no width: " + width);
        }
    }
}
