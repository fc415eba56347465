package org.tidewaiter.scan.template;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.scan.report.ReportFormat;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.scan.report.ReportTemplate;
import org.tidewaiter.scan.report.ScanReport;

/// The report in whatever form a Mustache template gives it, which sees what stands in the report
/// as JSON, member for member. How texts are escaped is told by the suffix of the template's name:
/// see [Escaping].
///
/// @see "mustache(5)"
public final class TemplateFormat implements ReportFormat {
    /// The template itself comes with the style of a report.
    public TemplateFormat() {}

    @Override
    public String name() {
        return "template";
    }

    @Override
    public void write(ScanReport report, ReportStyle style, OutputStream out) throws IOException {
        var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        MustacheTemplate.of(style.template()).write(ReportTree.of(report), writer);
        writer.flush();
    }

    /// Says before anything is scanned what a template cannot be used for.
    ///
    /// @throws ProblemException `template-broken`
    public static void check(ReportTemplate template) throws ProblemException {
        MustacheTemplate.check(template);
    }
}
