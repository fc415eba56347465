package org.tidewaiter.model;

import java.util.Comparator;
import java.util.OptionalInt;

/// Where a check found something: in a file, or in the configuration of an image.
///
/// @param path without a leading slash, a member of an archive after `!/`; empty where it is in the
///   image's configuration
/// @param line from 1; 0 where there are no lines, or the whole is meant
/// @param part of the image's configuration, as `environment variable TOKEN`, `label owner` or
///   `history 3`; empty for a file
/// @param layer the index of the layer that brought it; nothing where there is none
/// @param presence whether a container started from the image would have it
public record Place(String path, int line, String part, OptionalInt layer, Presence presence)
        implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::path)
                    .thenComparingInt(place -> place.layer().orElse(-1))
                    .thenComparing(Place::part)
                    .thenComparingInt(Place::line);

    public Place {
        if (line < 0) {
            throw new IllegalArgumentException("a line before the first: " + line);
        }
    }

    /// In a file that stands alone.
    public static Place inFile(String path, int line) {
        return new Place(path, line, "", OptionalInt.empty(), Presence.LIVE);
    }

    /// In the configuration of an image.
    public static Place inConfiguration(String part, OptionalInt layer) {
        return new Place("", 0, part, layer, Presence.LIVE);
    }

    /// For people: `app/.env:3`, or the part of the configuration.
    public String words() {
        if (path.isEmpty()) {
            return part;
        }
        return line == 0 ? path : path + ":" + line;
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
