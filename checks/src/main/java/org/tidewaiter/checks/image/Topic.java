package org.tidewaiter.checks.image;

import java.util.List;
import java.util.stream.Stream;
import org.tidewaiter.model.Check;

/// One thing that the room looks at, with the checks that it answers. To add one: write it here,
/// and add a line to `ImageRoom.TOPICS`.
interface Topic {
    List<Check> checks();

    /// What is wrong in the configuration. Not asked of a directory, which has none.
    default Stream<Sighting> ofSettings(Subject subject) {
        return Stream.empty();
    }

    /// Looks at each live entry.
    default EntryWatch ofEntries(Subject subject) {
        return EntryWatch.NONE;
    }
}
