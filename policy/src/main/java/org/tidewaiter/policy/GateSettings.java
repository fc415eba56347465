package org.tidewaiter.policy;

import java.util.List;

/// What the person who scans asked the gate for.
///
/// @param rules empty where nobody asked for a gate; then every image passes
public record GateSettings(List<GateRule> rules, FindingFilter filter, DataLimits limits) {
    public static final GateSettings NONE =
            new GateSettings(List.of(), FindingFilter.EVERYTHING, DataLimits.STRICT);

    public GateSettings {
        rules = List.copyOf(rules);
    }
}
