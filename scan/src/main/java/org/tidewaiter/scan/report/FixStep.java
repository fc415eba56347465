package org.tidewaiter.scan.report;

import java.util.List;
import org.tidewaiter.model.Purl;

/// One thing to do that mends findings.
///
/// @param command to run in the image, or the coordinates to ask for where the build must change
/// @param upgrades what it changes
public record FixStep(String command, List<Upgrade> upgrades) {
    public FixStep {
        upgrades = List.copyOf(upgrades);
    }

    /// @param purl of the installed package, with its version
    /// @param to the lowest version that mends all of `ids`
    /// @param ids of the flaws, in the order of the report
    /// @param paths where the package is, sorted
    public record Upgrade(Purl purl, String to, List<String> ids, List<String> paths) {
        public Upgrade {
            ids = List.copyOf(ids);
            paths = List.copyOf(paths);
        }
    }

    /// How many findings it mends.
    public int mended() {
        return upgrades.stream().mapToInt(upgrade -> upgrade.ids().size()).sum();
    }
}
