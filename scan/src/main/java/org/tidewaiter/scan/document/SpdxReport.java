package org.tidewaiter.scan.document;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.tidewaiter.image.pass.PassOptions.FileHashes;
import org.tidewaiter.inventory.account.FileLedger;
import org.tidewaiter.inventory.document.SpdxJsonFormat;
import org.tidewaiter.inventory.document.SpdxJsonFormat.Remark;
import org.tidewaiter.inventory.document.SpdxJsonFormat.Remarks;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.policy.Suppressed.Cause;
import org.tidewaiter.scan.escape.Printable;
import org.tidewaiter.scan.report.FilesReport;
import org.tidewaiter.scan.report.FlawPage;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.scan.report.ScanReport;

/// The bill of materials as SPDX 2.3 in JSON, in which a flaw of a package is an external reference
/// to the advisory, and an annotation that says what is true of it. What does not count is there
/// too, and says so; what a flag of the user hides is not.
///
/// @see "SPDX specification 2.3, annex F.2 (security references) and annex K"
public final class SpdxReport implements FilesReport {
    @Override
    public String name() {
        return "spdx";
    }

    @Override
    public void write(ScanReport report, ReportStyle style, OutputStream out) throws IOException {
        new SpdxJsonFormat().write(report.inventory(), report.scope(), remarks(report), out);
    }

    @Override
    public void write(ScanReport report, FileLedger files, OutputStream out) throws IOException {
        new SpdxJsonFormat().write(report.inventory(), report.scope(), files, remarks(report), out);
    }

    @Override
    public FileHashes hashes() {
        return FileHashes.SHA_256_AND_SHA_1;
    }

    private static Remarks remarks(ScanReport report) {
        var byPackage = new HashMap<SoftwarePackage, List<Remark>>();
        for (var finding : report.findings()) {
            add(finding, "", report, byPackage);
        }
        for (var one : report.suppressed()) {
            if (one.cause() != Cause.HIDDEN) {
                var why = one.cause().word().replace('_', ' ') + ", " + one.reason();
                add(one.finding(), why, report, byPackage);
            }
        }
        return one -> byPackage.getOrDefault(one, List.of());
    }

    /// @param why it does not count; empty where it does
    private static void add(
            Finding finding,
            String why,
            ScanReport report,
            Map<SoftwarePackage, List<Remark>> byPackage) {
        switch (finding) {
            case Finding.Vulnerability flaw ->
                    byPackage
                            .computeIfAbsent(flaw.in(), _ -> new ArrayList<>())
                            .add(
                                    new Remark(
                                            FlawPage.of(flaw.id()),
                                            report.asOf(),
                                            comment(flaw, why)));
        }
    }

    private static String comment(Finding.Vulnerability flaw, String why) {
        var lines = new StringJoiner("\n");
        property("id", flaw.id(), lines);
        property("aliases", String.join(" ", flaw.aliases()), lines);
        property("severity", flaw.severity().word(), lines);
        property("state", flaw.state().word(), lines);
        property("fixed-versions", String.join(" ", flaw.fixedVersions()), lines);
        property("not-counted", why, lines);
        flaw.cvss().ifPresent(cvss -> property("cvss", cvss.vector(), lines));
        flaw.exploitSigns()
                .kevAdded()
                .ifPresent(date -> property("kev-added", date.toString(), lines));
        flaw.exploitSigns()
                .epss()
                .ifPresent(epss -> property("epss", String.valueOf(epss.score()), lines));
        for (var evidence : flaw.evidence()) {
            property(
                    "evidence",
                    "%s %s: %s"
                            .formatted(evidence.feed(), evidence.record(), evidence.comparison()),
                    lines);
        }
        return lines.toString();
    }

    private static void property(String name, String value, StringJoiner lines) {
        if (!value.isEmpty()) {
            lines.add("tidewaiter:%s=%s".formatted(name, Printable.of(value)));
        }
    }
}
