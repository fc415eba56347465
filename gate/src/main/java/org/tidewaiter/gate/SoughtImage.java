package org.tidewaiter.gate;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.Platform;

/// An image that a door asks about.
///
/// @param digests of its configuration, and of manifests and indexes that led to it
/// @param places where it came from or went to, with digests
/// @param platform that it was made for; nothing where that is not known
public record SoughtImage(
        SortedSet<Digest> digests, List<ImageReference> places, Optional<Platform> platform) {
    public SoughtImage {
        digests = Collections.unmodifiableSortedSet(new TreeSet<>(digests));
        places = List.copyOf(places);
    }

    boolean isAmong(Set<Digest> subjects) {
        return !Collections.disjoint(subjects, digests);
    }
}
