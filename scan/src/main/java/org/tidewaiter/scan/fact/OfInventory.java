package org.tidewaiter.scan.fact;

import java.util.List;
import org.tidewaiter.model.Distribution;
import org.tidewaiter.model.Gap;
import org.tidewaiter.model.Location;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.policy.fact.InventoryFacts;
import org.tidewaiter.policy.fact.InventoryFacts.GapFact;
import org.tidewaiter.policy.fact.InventoryFacts.PackageFact;
import org.tidewaiter.scan.report.ScanReport;
import org.tidewaiter.scan.report.Support;

/// Facts of what is in an image.
final class OfInventory {
    private OfInventory() {}

    static InventoryFacts of(ScanReport report) {
        var inventory = report.inventory();
        var distribution = inventory.distribution();
        return new InventoryFacts(
                distribution.map(Distribution::id).orElse(""),
                distribution.map(Distribution::versionId).orElse(""),
                report.support()
                        .filter(one -> one.status(report.asOf()) == Support.Status.ENDED)
                        .isPresent(),
                inventory.livePackages().stream().map(OfInventory::fact).toList(),
                inventory.files().unexplainedPercentOfFiles(),
                inventory.gaps().stream().map(OfInventory::fact).toList());
    }

    private static PackageFact fact(SoftwarePackage one) {
        return new PackageFact(
                one.ecosystemName(),
                one.version(),
                one.purl().type(),
                one.purl().toString(),
                one.licences(),
                paths(one));
    }

    static List<String> paths(SoftwarePackage one) {
        return one.locations().stream().map(Location::path).distinct().toList();
    }

    private static GapFact fact(Gap gap) {
        int colon = gap.reason().indexOf(':');
        return new GapFact(colon < 0 ? gap.reason() : gap.reason().substring(0, colon), gap.path());
    }
}
