package org.tidewaiter.policy;

import java.util.List;
import org.tidewaiter.model.LayerScope;

/// What the person who scans asked the gate for.
///
/// @param rules empty where nobody asked for a gate; then every image passes
/// @param scope in which packages a finding counts
public record GateSettings(
        List<GateRule> rules, FindingFilter filter, DataLimits limits, LayerScope scope) {
    public static final GateSettings NONE =
            new GateSettings(
                    List.of(), FindingFilter.EVERYTHING, DataLimits.STRICT, LayerScope.SQUASHED);

    public GateSettings {
        rules = List.copyOf(rules);
    }
}
