package org.tidewaiter.image.reader;

import org.tidewaiter.model.Observation;

/// Takes what a [ContentReader] sees.
@FunctionalInterface
public interface Sightings {
    /// Of those that overlap, the one of the highest rank is kept; of several such the longest, and
    /// then the first.
    ///
    /// @param start the first byte of what was seen, in the bytes of the [Spot]
    /// @param end behind the last
    void add(Spot spot, int start, int end, int rank, Observation observation);
}
