package org.tidewaiter.checks.host;

import java.util.List;

/// A part of a benchmark with what its controls have come to.
///
/// @param id as the benchmark numbers it: `2`
/// @param results in the order of the benchmark
public record Section(String id, String title, List<Result> results) {
    public Section {
        results = List.copyOf(results);
    }
}
