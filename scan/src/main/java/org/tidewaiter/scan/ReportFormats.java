package org.tidewaiter.scan;

import java.util.List;
import java.util.Optional;
import org.tidewaiter.scan.document.CycloneDxReport;
import org.tidewaiter.scan.document.JsonFormat;
import org.tidewaiter.scan.document.OpenVexReport;
import org.tidewaiter.scan.document.SarifFormat;
import org.tidewaiter.scan.html.HtmlFormat;
import org.tidewaiter.scan.report.ReportFormat;
import org.tidewaiter.scan.text.TableFormat;

/// Every report format we ship. This list is the only place that names them.
public final class ReportFormats {
    public static final List<ReportFormat> BUILT_IN =
            List.of(
                    new TableFormat(), //
                    new JsonFormat(),
                    new SarifFormat(),
                    new CycloneDxReport(),
                    new OpenVexReport(),
                    new HtmlFormat());

    private ReportFormats() {}

    public static Optional<ReportFormat> named(String name) {
        return BUILT_IN.stream().filter(format -> format.name().equals(name)).findFirst();
    }
}
