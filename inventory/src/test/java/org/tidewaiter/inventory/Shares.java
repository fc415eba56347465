package org.tidewaiter.inventory;

import org.tidewaiter.model.Inventory;

/// The account of an inventory, for a test to compare.
///
/// @param owned as all of them, a number of files
record Shares(long owned, long recognised, long derived, long unexplained) {
    static Shares of(Inventory inventory) {
        var files = inventory.files();
        return new Shares(
                files.owned().files(),
                files.recognised().files(),
                files.derived().files(),
                files.unexplained().files());
    }
}
