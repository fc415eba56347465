package org.tidewaiter.model;

import java.util.Comparator;
import java.util.List;

/// What a package needs of what else is in the image.
///
/// @param on sorted, without repetition, at least one
public record Dependency(Purl of, List<Purl> on) implements Comparable<Dependency> {
    private static final Comparator<Dependency> ORDER =
            Comparator.comparing(Dependency::of).thenComparing(one -> one.on().toString());

    public Dependency {
        on = on.stream().sorted().distinct().toList();
        if (on.isEmpty()) {
            throw new IllegalArgumentException("a dependency on nothing");
        }
    }

    @Override
    public int compareTo(Dependency other) {
        return ORDER.compare(this, other);
    }
}
