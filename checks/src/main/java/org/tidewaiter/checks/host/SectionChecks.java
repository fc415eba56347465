package org.tidewaiter.checks.host;

import java.util.List;
import java.util.stream.Stream;

/// A part of a benchmark.
///
/// @param <T> the host as its checks read it
/// @param id as the benchmark numbers it: `2`
/// @param checks in the order of the benchmark
public record SectionChecks<T>(String id, String title, List<HostCheck<T>> checks) {
    public SectionChecks {
        checks = List.copyOf(checks);
    }

    public Section ask(T host) {
        return new Section(id, title, checks.stream().map(check -> check.ask(host)).toList());
    }

    public Stream<Control> controls() {
        return checks.stream().map(HostCheck::control);
    }
}
