package org.tidewaiter.scan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.policy.GateRule;
import org.tidewaiter.scan.diff.CrossJudgement;
import org.tidewaiter.scan.diff.FindingsDiff;
import org.tidewaiter.scan.diff.KnownBy;
import org.tidewaiter.scan.report.ScanReport;
import org.tidewaiter.scan.rescan.LastResult;

/// Matches stored inventories again, and says what became of their findings since.
///
/// @param rules of the gate that is to judge what is new
public record Rescanning(ScanContext context, List<GateRule> rules) {
    /// What came of one inventory. Its findings now are always those that a scan gives.
    ///
    /// @param sinceThen nothing the first time
    public record Rescanned(ScanReport report, Optional<FindingsDiff> sinceThen) {}

    /// What was known of an inventory.
    ///
    /// @param inventory as it was
    public record Then(Inventory inventory, LastResult result) {}

    /// Takes what it was found to have then from what was kept; the advisories of then are gone,
    /// and those of now that had been published by then stand for them.
    ///
    /// @throws ProblemException with the codes of [ImageScan#judge]
    public Rescanned rescan(Inventory inventory, Optional<Then> then) throws ProblemException {
        var now = ImageScan.judge(inventory, context);
        return new Rescanned(
                now, then.isEmpty() ? Optional.empty() : Optional.of(compare(then.get(), now)));
    }

    private FindingsDiff compare(Then then, ScanReport now) throws ProblemException {
        var before = then.result().report(then.inventory(), now);
        boolean same = then.inventory().equals(now.inventory());
        return FindingsDiff.of(
                new CrossJudgement(
                        before,
                        same ? now : ImageScan.judge(then.inventory(), context),
                        same ? before : carried(before, now),
                        now,
                        new KnownBy(then.result().asOf(), context.advisories()),
                        context.advisories()),
                rules);
    }

    /// What the findings of then would have been in the packages that are the same now.
    private static ScanReport carried(ScanReport before, ScanReport now) {
        var kept = new HashMap<Purl, SoftwarePackage>();
        now.inventory().packages().forEach(one -> kept.putIfAbsent(one.purl(), one));
        var findings = new ArrayList<Finding>();
        for (var flaw : before.vulnerabilities()) {
            var in = kept.get(flaw.in().purl());
            if (in != null) {
                findings.add(in(flaw, in));
            }
        }
        return new ScanReport(
                before.toolVersion(),
                before.asOf(),
                now.inventory(),
                before.scope(),
                before.support(),
                before.data(),
                findings,
                before.suppressed(),
                before.unjudged(),
                before.expired(),
                before.fixes(),
                before.rules(),
                before.verdict());
    }

    private static Finding.Vulnerability in(Finding.Vulnerability flaw, SoftwarePackage other) {
        return new Finding.Vulnerability(
                flaw.id(),
                flaw.aliases(),
                other,
                flaw.state(),
                flaw.severity(),
                flaw.severitySource(),
                flaw.cvss(),
                flaw.exploitSigns(),
                flaw.title(),
                flaw.weaknesses(),
                flaw.fixedVersions(),
                flaw.evidence(),
                flaw.justification(),
                flaw.code());
    }
}
