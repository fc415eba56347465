package org.tidewaiter.scan.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tidewaiter.scan.report.MadeUp;
import org.tidewaiter.scan.report.ReportFormat;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.scan.report.ScanReport;

/// Writes made-up reports for the tests of this package.
final class Documents {
    static final List<ScanReport> REPORTS =
            List.of(
                    MadeUp.report(),
                    MadeUp.empty(),
                    MadeUp.report().withPolicy(MadeUp.decision(), List.of()));

    private Documents() {}

    static String text(ReportFormat format, ScanReport report) throws IOException {
        var out = new ByteArrayOutputStream();
        format.write(report, ReportStyle.PLAIN, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
