package org.tidewaiter.scan.text;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.tidewaiter.scan.report.ReportFormat;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.scan.report.ScanReport;

/// The report for people: what was scanned, what is wrong with it by risk, what to do, what is not
/// known, and the verdict in the last line.
public final class TableFormat implements ReportFormat {
    @Override
    public String name() {
        return "table";
    }

    @Override
    public void write(ScanReport report, ReportStyle style, OutputStream out) throws IOException {
        var page = new Page(style);
        write(report, page);
        out.write(page.toString().getBytes(StandardCharsets.UTF_8));
    }

    static void write(ScanReport report, Page page) {
        HeaderSection.write(report, page);
        FindingsSection.write(report, page);
        ChecksSection.write(report, page);
        FixSection.write(report, page);
        RemainderSection.write(report, page);
        VerdictSection.write(report, page);
    }
}
