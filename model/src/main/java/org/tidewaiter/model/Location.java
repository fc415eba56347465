package org.tidewaiter.model;

import java.util.Comparator;
import java.util.OptionalInt;

/// Where in an image something was seen.
///
/// @param path without a leading slash; a member of an archive follows after `!/`, as in
///   `app/all.jar!/lib/one.jar`
/// @param layer the index of the layer that brought it; nothing where the source has no layers
public record Location(String path, OptionalInt layer) implements Comparable<Location> {
    private static final Comparator<Location> ORDER =
            Comparator.comparing(Location::path)
                    .thenComparingInt(location -> location.layer().orElse(-1));

    @Override
    public int compareTo(Location other) {
        return ORDER.compare(this, other);
    }
}
