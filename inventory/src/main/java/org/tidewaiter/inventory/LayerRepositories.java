package org.tidewaiter.inventory;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tidewaiter.image.pass.Seen;
import org.tidewaiter.model.Observation.RepositoriesSeen;

/// From which repositories each layer took its packages. A layer that does not say it was built on
/// one that does, and takes from the same; the lowest layers have nothing below that says it, and
/// belong to the one that says it first.
final class LayerRepositories {
    private final TreeMap<Integer, Set<String>> byLayer = new TreeMap<>();

    private LayerRepositories() {}

    /// Also where the file that says it is not there any more, since the packages stay.
    static LayerRepositories of(List<Seen> seen) {
        var repositories = new LayerRepositories();
        for (var one : seen) {
            if (one.observation() instanceof RepositoriesSeen(var names)) {
                repositories
                        .byLayer
                        .computeIfAbsent(number(one.layer()), _ -> new TreeSet<>())
                        .addAll(names);
            }
        }
        return repositories;
    }

    /// @return sorted; none for what no package manager of such a layer brought
    List<String> of(Found found) {
        if (byLayer.isEmpty() || !found.seen().purl().type().equals("rpm")) {
            return List.of();
        }
        var below = byLayer.floorEntry(number(found.layer()));
        return List.copyOf((below == null ? byLayer.firstEntry() : below).getValue());
    }

    /// A directory is as one layer.
    private static int number(OptionalInt layer) {
        return layer.orElse(0);
    }
}
