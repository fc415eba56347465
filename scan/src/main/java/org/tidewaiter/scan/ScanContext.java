package org.tidewaiter.scan;

import java.time.LocalDate;
import java.util.List;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.policy.AdvisoryData;
import org.tidewaiter.policy.GateSettings;
import org.tidewaiter.policy.Waiver;
import org.tidewaiter.vulnerability.advisory.Advisories;

/// What an image is judged by.
///
/// @param data what the advisories say of themselves
/// @param waivers of whoever scans, never of the image
/// @param scope which packages are judged; where it is wider than the gate's, the others are shown
/// @param asOf the only clock
public record ScanContext(
        Advisories advisories,
        AdvisoryData data,
        List<Waiver> waivers,
        GateSettings gate,
        LayerScope scope,
        LocalDate asOf,
        String toolVersion) {
    public ScanContext {
        waivers = List.copyOf(waivers);
    }
}
