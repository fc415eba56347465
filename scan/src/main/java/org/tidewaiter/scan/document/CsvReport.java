package org.tidewaiter.scan.document;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Location;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.model.Weakness;
import org.tidewaiter.scan.escape.CsvCell;
import org.tidewaiter.scan.report.ReportFormat;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.scan.report.ScanReport;

/// A line for each finding, for spreadsheets and line tools. What does not count is there too: its
/// `cause` says why, and is empty for what does.
///
/// @see "RFC 4180; lines end in LF"
public final class CsvReport implements ReportFormat {
    private static final List<String> HEAD =
            List.of(
                    "id",
                    "aliases",
                    "severity",
                    "severity_source",
                    "cvss_score",
                    "cvss_vector",
                    "epss",
                    "kev_added",
                    "state",
                    "fixed_versions",
                    "package",
                    "version",
                    "purl",
                    "presence",
                    "paths",
                    "layers",
                    "title",
                    "weaknesses",
                    "cause",
                    "reason",
                    "kind",
                    "message");

    private static final Optional<SoftwarePackage> NO_PACKAGE = Optional.empty();

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public void write(ScanReport report, ReportStyle style, OutputStream out) throws IOException {
        var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        line(writer, HEAD);
        for (var finding : report.findings()) {
            line(writer, cells(finding, "", ""));
        }
        for (var one : report.suppressed()) {
            line(writer, cells(one.finding(), one.cause().word(), one.reason()));
        }
        writer.flush();
    }

    private static List<String> cells(Finding finding, String cause, String reason) {
        return switch (finding) {
            case Finding.Vulnerability flaw -> cells(flaw, cause, reason);
            case Finding.OfCheck one -> cells(one, cause, reason);
        };
    }

    private static List<String> cells(Finding.OfCheck one, String cause, String reason) {
        var in = one instanceof Finding.Licence licence ? Optional.of(licence.in()) : NO_PACKAGE;
        var layer = one.place().layer();
        return List.of(
                one.id(),
                "",
                one.severity().word(),
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                in.map(SoftwarePackage::ecosystemName).orElse(""),
                in.map(SoftwarePackage::version).orElse(""),
                in.map(it -> it.purl().toString()).orElse(""),
                one.place().presence().word(),
                one.place().words(),
                layer.isPresent() ? String.valueOf(layer.getAsInt()) : "",
                one.check().title(),
                "",
                cause,
                reason,
                one.check().kind().word(),
                one.message());
    }

    private static List<String> cells(Finding.Vulnerability flaw, String cause, String reason) {
        var in = flaw.in();
        var signs = flaw.exploitSigns();
        return List.of(
                flaw.id(),
                joined(flaw.aliases().stream()),
                flaw.severity().word(),
                flaw.severitySource(),
                flaw.cvss().map(cvss -> String.valueOf(cvss.score())).orElse(""),
                flaw.cvss().map(cvss -> cvss.vector()).orElse(""),
                signs.epss().map(epss -> String.valueOf(epss.score())).orElse(""),
                signs.kevAdded().map(String::valueOf).orElse(""),
                flaw.state().word(),
                joined(flaw.fixedVersions().stream()),
                in.ecosystemName(),
                in.version(),
                in.purl().toString(),
                in.presence().word(),
                joined(in.locations().stream().map(Location::path)),
                joined(
                        in.locations().stream()
                                .flatMapToInt(one -> one.layer().stream())
                                .distinct()
                                .sorted()
                                .mapToObj(String::valueOf)),
                flaw.title(),
                joined(flaw.weaknesses().stream().map(Weakness::id)),
                cause,
                reason,
                "vulnerability",
                "");
    }

    private static String joined(Stream<String> texts) {
        return texts.collect(Collectors.joining("; "));
    }

    private static void line(Writer out, List<String> cells) throws IOException {
        out.write(cells.stream().map(CsvCell::of).collect(Collectors.joining(",")));
        out.write('\n');
    }
}
