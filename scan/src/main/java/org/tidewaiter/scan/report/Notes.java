package org.tidewaiter.scan.report;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tidewaiter.policy.Reason;
import org.tidewaiter.policy.Suppressed;
import org.tidewaiter.policy.Verdict;

/// What is to be known beside the findings of an image.
///
/// @param facts what decided and is of no finding, such as what was held against the advisories and
///   let pass, or what could not be used of a decision; each once, in the order of the verdict
/// @param suppressed how many findings do not count, by cause
public record Notes(List<Reason> facts, SortedMap<Suppressed.Cause, Integer> suppressed) {
    public static final Notes NONE = new Notes(List.of(), new TreeMap<>());

    public Notes {
        facts = List.copyOf(facts);
        suppressed = Collections.unmodifiableSortedMap(new TreeMap<>(suppressed));
    }

    public static Notes of(Verdict verdict, List<Suppressed> suppressed) {
        var counts = new TreeMap<Suppressed.Cause, Integer>();
        suppressed.forEach(one -> counts.merge(one.cause(), 1, Integer::sum));
        return new Notes(
                verdict.reasons().stream()
                        .filter(reason -> reason.finding().isEmpty())
                        .distinct()
                        .toList(),
                counts);
    }

    /// The facts of both, each once.
    public List<Reason> factsWith(Notes other) {
        return Stream.concat(facts.stream(), other.facts.stream()).distinct().toList();
    }
}
