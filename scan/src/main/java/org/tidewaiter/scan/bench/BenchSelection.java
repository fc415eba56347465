package org.tidewaiter.scan.bench;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.tidewaiter.checks.host.BenchResult;
import org.tidewaiter.checks.host.Section;

/// Which controls are reported.
///
/// @param chosen ids of controls or sections; all where there is none
/// @param skipped likewise
public record BenchSelection(Set<String> chosen, Set<String> skipped) {
    public BenchSelection {
        chosen = Set.copyOf(chosen);
        skipped = Set.copyOf(skipped);
    }

    /// Without the sections of which nothing is left.
    public BenchResult of(BenchResult all) {
        return new BenchResult(
                all.benchmark(),
                all.version(),
                all.host(),
                all.asked(),
                all.sections().stream()
                        .map(this::of)
                        .filter(section -> !section.results().isEmpty())
                        .toList(),
                all.gaps());
    }

    /// The ids that are of no control and no section of it, sorted: whoever misspells one would
    /// believe that it was checked.
    public List<String> unknown(BenchResult all) {
        return Stream.concat(chosen.stream(), skipped.stream())
                .filter(id -> all.results().noneMatch(one -> names(Set.of(id), one.control().id())))
                .sorted()
                .distinct()
                .toList();
    }

    private Section of(Section section) {
        return new Section(
                section.id(),
                section.title(),
                section.results().stream().filter(one -> isWanted(one.control().id())).toList());
    }

    private boolean isWanted(String id) {
        return (chosen.isEmpty() || names(chosen, id)) && !names(skipped, id);
    }

    /// Whether the id is there, or that of a part in which it is: `5` and `1.1` are of `1.1.3`.
    private static boolean names(Set<String> ids, String id) {
        return ids.contains(id) || ids.stream().anyMatch(part -> id.startsWith(part + "."));
    }
}
