package org.tidewaiter.image.content;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tidewaiter.image.content.ContentSearch.Found.OfReader;
import org.tidewaiter.image.reader.ContentReader;
import org.tidewaiter.image.reader.Sightings;
import org.tidewaiter.image.reader.Spot;
import org.tidewaiter.model.Observation;
import org.tidewaiter.model.Observation.SecretSeen;

/// What the readers saw in one file, content by content.
final class Seen implements Sightings {
    /// What has an excuse covers nothing that has none.
    private static final Comparator<Sighting> BEST_FIRST =
            Comparator.comparing(Sighting::isExcused)
                    .thenComparingInt(one -> -one.rank)
                    .thenComparingLong(one -> one.start - one.end)
                    .thenComparingLong(one -> one.start);

    private static final int EXCUSED_PART = 4;

    private final int readers;
    private final List<Sighting> unsettled = new ArrayList<>();
    private final List<Sighting> settled = new ArrayList<>();
    private final Bound others;
    private final Bound excused;
    private int owner;

    Seen(int readers, ContentBounds bounds) {
        this.readers = readers;
        this.others = new Bound(bounds.sightingsOfFile(), bounds.heldBytesOfFile());
        this.excused =
                new Bound(
                        bounds.sightingsOfFile() / EXCUSED_PART,
                        bounds.heldBytesOfFile() / EXCUSED_PART);
    }

    /// How much may still be kept.
    private static final class Bound {
        private final int mostSightings;
        private final long mostBytes;
        private int sightings;
        private long bytes;
        private boolean overflowed;

        private Bound(int mostSightings, long mostBytes) {
            this.mostSightings = mostSightings;
            this.mostBytes = mostBytes;
        }

        private boolean take(long more) {
            overflowed |= sightings >= mostSightings || bytes + more > mostBytes;
            if (overflowed) {
                return false;
            }
            sightings++;
            bytes += more;
            return true;
        }

        private void clear() {
            sightings = 0;
            bytes = 0;
            overflowed = false;
        }
    }

    private record Sighting(int owner, long start, long end, int rank, Observation observation) {
        private boolean isExcused() {
            return observation instanceof SecretSeen seen && !seen.excuse().isEmpty();
        }

        private boolean overlaps(Sighting other) {
            return owner == other.owner && start < other.end && other.start < end;
        }
    }

    /// One place at which a reader breaks must not cost what else is seen.
    void look(ContentReader reader, int number, Spot spot, Tally tally) {
        owner = number;
        try {
            reader.look(spot, this);
        } catch (RuntimeException | StackOverflowError e) {
            tally.add(
                    "failed on this content: " + e.getClass().getName(),
                    spot.source().memberPath());
        }
    }

    @Override
    public void add(Spot spot, int start, int end, int rank, Observation observation) {
        var source = spot.source();
        var one = new Sighting(owner, source.offset(start), source.offset(end), rank, observation);
        if (unsettled.contains(one)) {
            return;
        }
        var bound = one.isExcused() ? excused : others;
        if (bound.take(observation.toString().length())) {
            unsettled.add(one);
        }
    }

    /// Keeps of what overlaps in one content the best. To be called at its end.
    void settle() {
        if (unsettled.isEmpty()) {
            return;
        }
        unsettled.sort(BEST_FIRST);
        var kept = new ArrayList<Sighting>();
        for (var one : unsettled) {
            if (kept.stream().noneMatch(one::overlaps)) {
                kept.add(one);
            }
        }
        unsettled.clear();
        kept.sort(Comparator.comparingLong(Sighting::start));
        settled.addAll(kept);
    }

    boolean isEmpty() {
        return settled.isEmpty() && !others.overflowed && !excused.overflowed;
    }

    boolean overflowed() {
        return others.overflowed;
    }

    boolean excusedOverflowed() {
        return excused.overflowed;
    }

    int kept() {
        return settled.size();
    }

    List<OfReader> take(List<ContentReader> all) {
        var taken = new ArrayList<OfReader>();
        for (int i = 0; i < readers; i++) {
            int number = i;
            var own =
                    settled.stream()
                            .filter(one -> one.owner == number)
                            .map(Sighting::observation)
                            .toList();
            if (!own.isEmpty()) {
                taken.add(new OfReader(all.get(i).name(), own));
            }
        }
        return taken;
    }

    void clear() {
        settled.clear();
        unsettled.clear();
        others.clear();
        excused.clear();
    }
}
