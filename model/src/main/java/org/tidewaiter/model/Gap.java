package org.tidewaiter.model;

import java.util.Comparator;
import java.util.OptionalInt;

/// Something that could not be read, so that what is in it is not known.
///
/// @param path inside the image without a leading slash; empty where a whole layer is meant
/// @param layer the index of the layer; nothing where the source has no layers
/// @param reason who could not read it, and why
public record Gap(String path, OptionalInt layer, String reason) implements Comparable<Gap> {
    private static final Comparator<Gap> ORDER =
            Comparator.comparing(Gap::path)
                    .thenComparingInt(gap -> gap.layer().orElse(-1))
                    .thenComparing(Gap::reason);

    @Override
    public int compareTo(Gap other) {
        return ORDER.compare(this, other);
    }
}
