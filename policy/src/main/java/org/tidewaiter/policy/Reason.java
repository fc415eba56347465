package org.tidewaiter.policy;

import java.util.Optional;
import org.tidewaiter.model.Finding;

/// A fact that decided.
///
/// @param rule which rule it was, for example `high`, `kev`, `stale-data`
/// @param finding which finding it was, if it was one
/// @param fact one line for people
public record Reason(String rule, Optional<Finding> finding, String fact) {
    public static Reason of(String rule, String fact) {
        return new Reason(rule, Optional.empty(), fact);
    }
}
