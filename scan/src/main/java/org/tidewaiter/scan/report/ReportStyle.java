package org.tidewaiter.scan.report;

/// What whoever asks for a report says of how it is written. Most formats do not depend on it.
///
/// @param width columns of the terminal, for a report for people
/// @param colour whether escape sequences may be written
/// @param template for the format that follows one
/// @param job that the scan is part of
/// @param suppressed whether each of what does not count is listed, and not only how much it is
public record ReportStyle(
        int width, boolean colour, ReportTemplate template, BuildJob job, boolean suppressed) {
    /// For a file or a pipe: nothing is cut, nothing is coloured.
    public static final ReportStyle PLAIN = new ReportStyle(Integer.MAX_VALUE, false);

    public ReportStyle {
        if (width < 1) {
            throw new IllegalArgumentException("no width: " + width);
        }
    }

    public ReportStyle(int width, boolean colour) {
        this(width, colour, ReportTemplate.LINES, BuildJob.NONE, false);
    }

    public ReportStyle withTemplate(ReportTemplate other) {
        return new ReportStyle(width, colour, other, job, suppressed);
    }

    public ReportStyle withJob(BuildJob other) {
        return new ReportStyle(width, colour, template, other, suppressed);
    }

    public ReportStyle withSuppressed(boolean listed) {
        return new ReportStyle(width, colour, template, job, listed);
    }
}
