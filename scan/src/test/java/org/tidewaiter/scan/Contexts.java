package org.tidewaiter.scan;

import java.util.List;
import java.util.Optional;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.policy.AdvisoryData;
import org.tidewaiter.policy.GateSettings;
import org.tidewaiter.scan.report.MadeUp;

/// What images are judged by in tests: without waivers and without a gate, on fresh data.
final class Contexts {
    private Contexts() {}

    static ScanContext of(FewAdvisories advisories) {
        return new ScanContext(
                advisories,
                new AdvisoryData(
                        false,
                        advisories.records().size(),
                        List.of(new AdvisoryData.Feed("made-up", Optional.of(MadeUp.TODAY), 2))),
                DecisionSources.NONE,
                GateSettings.NONE,
                LayerScope.SQUASHED,
                MadeUp.TODAY,
                "0.1.0");
    }
}
