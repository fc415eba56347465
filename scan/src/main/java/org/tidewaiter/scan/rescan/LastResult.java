package org.tidewaiter.scan.rescan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ExploitSigns;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.FindingState;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.MatchEvidence;
import org.tidewaiter.model.Severity;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.policy.Suppressed;
import org.tidewaiter.policy.Suppressed.Cause;
import org.tidewaiter.scan.report.ScanReport;

/// What the findings of a stored inventory were, in as few words as a comparison needs.
///
/// @param inventory the digest of the document
/// @param asOf the day of the judgement
/// @param findings whether they counted or not
public record LastResult(Digest inventory, LocalDate asOf, List<Kept> findings) {
    public LastResult {
        findings = List.copyOf(findings);
    }

    /// A finding.
    ///
    /// @param of the package's place among those of the inventory
    /// @param evidence `feed` and `record` of each comparison, the one that decided first
    /// @param suppressed why it did not count, where it did not
    public record Kept(
            int of,
            String id,
            List<String> aliases,
            FindingState state,
            Severity severity,
            String severitySource,
            ExploitSigns exploitSigns,
            List<String> fixedVersions,
            List<Evidence> evidence,
            Optional<Suppression> suppressed) {
        public Kept {
            aliases = List.copyOf(aliases);
            fixedVersions = List.copyOf(fixedVersions);
            evidence = List.copyOf(evidence);
        }
    }

    public record Evidence(String feed, String record) {}

    public record Suppression(Cause cause, String reason) {}

    /// @param inventory the digest of the document that the report is of
    public static LastResult of(Digest inventory, ScanReport report) {
        var places = new HashMap<SoftwarePackage, Integer>();
        var packages = report.inventory().packages();
        for (int i = 0; i < packages.size(); i++) {
            places.putIfAbsent(packages.get(i), i);
        }
        var findings = new ArrayList<Kept>();
        report.vulnerabilities()
                .forEach(flaw -> findings.add(kept(flaw, places, Optional.empty())));
        for (var one : report.suppressed()) {
            switch (one.finding()) {
                case Finding.Vulnerability flaw ->
                        findings.add(
                                kept(
                                        flaw,
                                        places,
                                        Optional.of(new Suppression(one.cause(), one.reason()))));
                case Finding.OfCheck _ -> {} // a bill has no files that checks could look at
            }
        }
        return new LastResult(inventory, report.asOf(), findings);
    }

    private static Kept kept(
            Finding.Vulnerability flaw,
            Map<SoftwarePackage, Integer> places,
            Optional<Suppression> suppressed) {
        return new Kept(
                places.getOrDefault(flaw.in(), -1),
                flaw.id(),
                flaw.aliases(),
                flaw.state(),
                flaw.severity(),
                flaw.severitySource(),
                flaw.exploitSigns(),
                flaw.fixedVersions(),
                flaw.evidence().stream()
                        .map(one -> new Evidence(one.feed(), one.record()))
                        .toList(),
                suppressed);
    }

    /// The report as it was, as far as it was kept.
    ///
    /// @param old the inventory that it is of; findings in packages that it has not are left out
    /// @param now has the rest
    public ScanReport report(Inventory old, ScanReport now) {
        var standing = new ArrayList<Finding>();
        var suppressed = new ArrayList<Suppressed>();
        for (var kept : findings) {
            if (kept.of() < 0 || kept.of() >= old.packages().size()) {
                continue;
            }
            var flaw = flaw(kept, old.packages().get(kept.of()));
            kept.suppressed()
                    .ifPresentOrElse(
                            why ->
                                    suppressed.add(
                                            new Suppressed(
                                                    flaw,
                                                    why.cause(),
                                                    why.reason(),
                                                    Optional.empty())),
                            () -> standing.add(flaw));
        }
        return new ScanReport(
                now.toolVersion(),
                asOf,
                old,
                now.scope(),
                now.support(),
                now.data(),
                standing,
                suppressed,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                now.verdict());
    }

    private static Finding.Vulnerability flaw(Kept kept, SoftwarePackage in) {
        return new Finding.Vulnerability(
                kept.id(),
                kept.aliases(),
                in,
                kept.state(),
                kept.severity(),
                kept.severitySource(),
                Optional.empty(),
                kept.exploitSigns(),
                "",
                kept.fixedVersions(),
                kept.evidence().stream()
                        .map(one ->
                                new MatchEvidence(
                                        one.feed(),
                                        one.record(),
                                        in.ecosystemName(),
                                        in.version(),
                                        "",
                                        ""))
                        .toList(),
                "");
    }
}
