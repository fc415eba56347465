package org.tidewaiter.image.pass;

import java.util.SortedMap;
import java.util.stream.Stream;
import org.tidewaiter.image.merge.MergedTree.Name;

/// A claimed file of the merged image that has companions there, so that it has to be read once
/// more, together with them.
///
/// @param reader its place in the [ReaderSet]
/// @param path under which the file is given, as when it was given alone
/// @param companions by suffix
/// @param sizeBytes of all of them together
record Accompanied(
        int reader, String path, Name file, SortedMap<String, Name> companions, long sizeBytes) {

    Stream<Name> files() {
        return Stream.concat(Stream.of(file), companions.values().stream());
    }

    /// The layer since which they are as they are.
    int layer() {
        return files().mapToInt(Name::contentLayer).max().orElseThrow();
    }
}
