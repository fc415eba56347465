package org.tidewaiter.checks.host;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// What a benchmark says of a host.
///
/// @param benchmark as the command calls it: `docker`
/// @param version which numbering of controls it follows, for people
/// @param host its name
/// @param asked when it was asked
/// @param sections in the order of the benchmark
/// @param gaps what could not be read and is not told by a control
public record BenchResult(
        String benchmark,
        String version,
        String host,
        Instant asked,
        List<Section> sections,
        List<String> gaps) {
    private static final int ALL_PERCENT = 100;

    public BenchResult {
        sections = List.copyOf(sections);
        gaps = gaps.stream().sorted().distinct().toList();
    }

    public Stream<Result> results() {
        return sections.stream().flatMap(section -> section.results().stream());
    }

    public long count(State state) {
        return results().filter(result -> result.state() == state).count();
    }

    /// The share of the controls that count and could be told which pass, in whole percent, rounded
    /// down; nothing where none could be told.
    public OptionalInt score() {
        return score(results().toList());
    }

    /// [#score] of some of the results.
    public static OptionalInt score(List<Result> results) {
        var counted = results.stream().filter(result -> result.control().isScored()).toList();
        long passed = counted.stream().filter(result -> result.state() == State.PASS).count();
        long failed = counted.stream().filter(result -> result.state() == State.FAIL).count();
        return passed + failed == 0
                ? OptionalInt.empty()
                : OptionalInt.of((int) (passed * ALL_PERCENT / (passed + failed)));
    }
}
