package org.tidewaiter.scan;

import java.util.List;
import java.util.Optional;
import org.tidewaiter.inventory.account.FileLedger;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.scan.report.ImageFacts;

/// What one pass over an image gave: what is in it, and what should not be so.
///
/// @param checked in the order of a report: by kind, the worst first
/// @param facts of the image besides
/// @param files who answers for each, where that was asked for
public record Inspection(
        Inventory inventory,
        List<Finding.OfCheck> checked,
        ImageFacts facts,
        Optional<FileLedger> files) {
    public Inspection {
        checked = List.copyOf(checked);
    }

    /// One of which only the packages are known.
    public static Inspection of(Inventory inventory) {
        return new Inspection(inventory, List.of(), ImageFacts.NONE, Optional.empty());
    }
}
