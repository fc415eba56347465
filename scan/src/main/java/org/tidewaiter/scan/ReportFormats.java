package org.tidewaiter.scan;

import java.util.List;
import java.util.Optional;
import org.tidewaiter.scan.document.CsvReport;
import org.tidewaiter.scan.document.CycloneDxReport;
import org.tidewaiter.scan.document.GitHubSnapshot;
import org.tidewaiter.scan.document.GitLabReport;
import org.tidewaiter.scan.document.JsonFormat;
import org.tidewaiter.scan.document.JunitReport;
import org.tidewaiter.scan.document.OpenVexReport;
import org.tidewaiter.scan.document.SarifFormat;
import org.tidewaiter.scan.document.SpdxReport;
import org.tidewaiter.scan.html.HtmlFormat;
import org.tidewaiter.scan.report.ReportFormat;
import org.tidewaiter.scan.template.TemplateFormat;
import org.tidewaiter.scan.text.MarkdownFormat;
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
                    new HtmlFormat(),
                    new MarkdownFormat(),
                    new JunitReport(),
                    new GitLabReport(),
                    new GitHubSnapshot(),
                    new CsvReport(),
                    new SpdxReport(),
                    new TemplateFormat());

    private ReportFormats() {}

    public static Optional<ReportFormat> named(String name) {
        return BUILT_IN.stream().filter(format -> format.name().equals(name)).findFirst();
    }
}
