package org.tidewaiter.scan.report;

import java.util.List;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Purl;

/// One thing to do that mends findings.
///
/// @param command to run in the image, or the coordinates to ask for where the build must change
/// @param upgrades what it changes; empty for another base image
/// @param removes the findings that are gone with it, as was seen by matching again
public record FixStep(String command, List<Upgrade> upgrades, List<Finding.Vulnerability> removes) {
    public FixStep {
        upgrades = List.copyOf(upgrades);
        removes = List.copyOf(removes);
    }

    /// @param purl of the installed package, with its version
    /// @param to the lowest version that leaves fewest findings
    /// @param ids of the flaws that are gone with it, in the order of the report
    /// @param paths where the package is, sorted
    public record Upgrade(Purl purl, String to, List<String> ids, List<String> paths) {
        public Upgrade {
            ids = List.copyOf(ids);
            paths = List.copyOf(paths);
        }
    }

    /// How many findings it mends.
    public int mended() {
        return removes.size();
    }
}
