package org.tidewaiter.checks.image;

import java.util.stream.Stream;
import org.tidewaiter.image.merge.MergedTree.LiveEntry;

/// Is shown the live entries one after the other, a directory before what is in it, and tells in
/// the end what is wrong with them. Belongs to one walk.
interface EntryWatch {
    EntryWatch NONE =
            new EntryWatch() {
                @Override
                public void see(LiveEntry entry) {}

                @Override
                public Stream<Sighting> sightings() {
                    return Stream.empty();
                }
            };

    void see(LiveEntry entry);

    Stream<Sighting> sightings();
}
