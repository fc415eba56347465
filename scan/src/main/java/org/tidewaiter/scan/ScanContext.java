package org.tidewaiter.scan;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.policy.AdvisoryData;
import org.tidewaiter.policy.GateSettings;
import org.tidewaiter.scan.report.Scanner;
import org.tidewaiter.vulnerability.advisory.Advisories;

/// What an image is judged by.
///
/// @param data what the advisories say of themselves
/// @param decisions of whoever scans; the image has no say in them
/// @param scope which packages are judged; where it is wider than the gate's, the others are shown
/// @param asOf the only clock
/// @param scanners what is looked for
/// @param otherTools whether reports of other tools were read
/// @param reported what those found
public record ScanContext(
        Advisories advisories,
        AdvisoryData data,
        DecisionSources decisions,
        GateSettings gate,
        LayerScope scope,
        LocalDate asOf,
        String toolVersion,
        Set<Scanner> scanners,
        boolean otherTools,
        List<Finding.Reported> reported) {
    public ScanContext {
        reported = List.copyOf(reported);
        scanners = Set.copyOf(scanners);
    }

    /// One that looks for known flaws alone.
    public ScanContext(
            Advisories advisories,
            AdvisoryData data,
            DecisionSources decisions,
            GateSettings gate,
            LayerScope scope,
            LocalDate asOf,
            String toolVersion) {
        this(
                advisories,
                data,
                decisions,
                gate,
                scope,
                asOf,
                toolVersion,
                Set.of(Scanner.VULNERABILITIES),
                false,
                List.of());
    }

    boolean looksFor(Scanner scanner) {
        return scanners.contains(scanner);
    }
}
