package org.tidewaiter.scan.report;

import java.util.List;
import java.util.Optional;
import org.tidewaiter.model.FileAccount;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.model.SourcePackage;
import org.tidewaiter.scan.fix.FixCommands;
import org.tidewaiter.scan.fix.FixPlanning;
import org.tidewaiter.vulnerability.version.InvalidVersionException;
import org.tidewaiter.vulnerability.version.VersionOrders;

/// Judges by made-up findings alone: each stays with its package below the lowest version that
/// mends it.
public record StatedFixes(List<Finding.Vulnerability> stated) implements FixPlanning.Judge {
    public static List<FixStep> steps(List<Finding.Vulnerability> findings) {
        return new FixPlanning(new StatedFixes(findings), new FixCommands(false))
                .steps(image(findings), findings);
    }

    public static Inventory image(List<Finding.Vulnerability> findings) {
        return new Inventory(
                MadeUp.IMAGE,
                Optional.empty(),
                findings.stream().map(Finding.Vulnerability::in).distinct().toList(),
                FileAccount.NONE,
                List.of());
    }

    @Override
    public List<Finding.Vulnerability> findings(Inventory inventory) {
        return stated.stream()
                .filter(one ->
                        inventory.packages().stream()
                                .anyMatch(it -> isOf(one, it) && !mends(it, one)))
                .toList();
    }

    private static boolean isOf(Finding.Vulnerability finding, SoftwarePackage one) {
        return finding.in().purl().type().equals(one.purl().type())
                && finding.in().ecosystemName().equals(one.ecosystemName())
                && finding.in().locations().equals(one.locations());
    }

    private static boolean mends(SoftwarePackage one, Finding.Vulnerability finding) {
        var order = VersionOrders.of(one.purl().type()).orElseThrow();
        var version = one.source().map(SourcePackage::version).orElse(one.version());
        return finding.fixedVersions().stream()
                .anyMatch(fix -> {
                    try {
                        return order.compare(finding.in().version(), fix) < 0
                                && order.compare(fix, version) <= 0;
                    } catch (InvalidVersionException e) {
                        throw new AssertionError(e);
                    }
                });
    }
}
