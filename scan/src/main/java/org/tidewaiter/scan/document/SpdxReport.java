package org.tidewaiter.scan.document;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
/// to the advisory, and an annotation that says what is true of it. What checks found are
/// annotations of the image, or of the package whose licence it is. What does not count is there
/// too, and says so; what a flag of the user hides is not.
///
/// @see "SPDX specification 2.3, annex F.2 (security references) and annex K"
public final class SpdxReport implements FilesReport {
    private static final Optional<SoftwarePackage> NO_PACKAGE = Optional.empty();

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
        var byPackage = new HashMap<Optional<SoftwarePackage>, List<Remark>>();
        for (var finding : report.findings()) {
            add(finding, "", report, byPackage);
        }
        for (var one : report.suppressed()) {
            if (one.cause() != Cause.HIDDEN) {
                var why = one.cause().word().replace('_', ' ') + ", " + one.reason();
                add(one.finding(), why, report, byPackage);
            }
        }
        var ofImage = byPackage.getOrDefault(Optional.empty(), List.of());
        return new Remarks() {
            @Override
            public List<Remark> about(SoftwarePackage one) {
                return byPackage.getOrDefault(Optional.of(one), List.of());
            }

            @Override
            public List<Remark> aboutImage() {
                return ofImage;
            }
        };
    }

    /// @param why it does not count; empty where it does
    private static void add(
            Finding finding,
            String why,
            ScanReport report,
            Map<Optional<SoftwarePackage>, List<Remark>> byPackage) {
        var in =
                switch (finding) {
                    case Finding.Vulnerability flaw -> Optional.of(flaw.in());
                    case Finding.Licence licence -> Optional.of(licence.in());
                    case Finding.OfCheck _ -> NO_PACKAGE;
                };
        var remark =
                switch (finding) {
                    case Finding.Vulnerability flaw ->
                            new Remark(
                                    Optional.of(FlawPage.of(flaw.id())),
                                    report.asOf(),
                                    comment(flaw, why));
                    case Finding.OfCheck one ->
                            new Remark(Optional.empty(), report.asOf(), comment(one, why));
                };
        byPackage.computeIfAbsent(in, _ -> new ArrayList<>()).add(remark);
    }

    private static String comment(Finding.OfCheck one, String why) {
        var lines = new StringJoiner("\n");
        property("kind", one.check().kind().word(), lines);
        property("id", one.id(), lines);
        property("severity", one.severity().word(), lines);
        property("place", one.place().words(), lines);
        property("presence", one.place().presence().word(), lines);
        property("message", one.message(), lines);
        property("not-counted", why, lines);
        return lines.toString();
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
