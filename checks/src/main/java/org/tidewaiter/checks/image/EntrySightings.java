package org.tidewaiter.checks.image;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tidewaiter.image.merge.MergedTree.LiveEntry;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.Place;
import org.tidewaiter.model.Presence;

/// Sightings of a walk, a bounded number for each check: an image can have a million files that are
/// wrong in the same way. What is beyond the bound is counted.
final class EntrySightings {
    private static final int MOST = 1_000;

    private final List<Sighting> sightings = new ArrayList<>();
    private final Map<Check, Tally> tallies = new LinkedHashMap<>();

    private static final class Tally {
        private int count;
        private Place firstBeyond = Place.inFile("", 0);
    }

    void add(Check check, LiveEntry entry, String message) {
        add(check, place(entry), message);
    }

    void add(Check check, Place place, String message) {
        var tally = tallies.computeIfAbsent(check, _ -> new Tally());
        if (++tally.count <= MOST) {
            sightings.add(new Sighting(check, place, message));
        } else if (tally.count == MOST + 1) {
            tally.firstBeyond = place;
        }
    }

    Stream<Sighting> stream() {
        var beyond =
                tallies.entrySet().stream()
                        .filter(one -> one.getValue().count > MOST)
                        .map(one ->
                                new Sighting(
                                        one.getKey(),
                                        one.getValue().firstBeyond,
                                        "this and %,d more like it"
                                                .formatted(one.getValue().count - MOST - 1)));
        return Stream.concat(sightings.stream(), beyond);
    }

    static Place place(LiveEntry entry) {
        return new Place(entry.path(), 0, "", entry.layer(), Presence.LIVE);
    }
}
