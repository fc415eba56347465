package org.tidewaiter.image.pass;

import static java.io.InputStream.nullInputStream;

import java.io.EOFException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tidewaiter.image.layer.FileGap;
import org.tidewaiter.image.layer.LayerReading;
import org.tidewaiter.image.merge.MergedTree.Name;
import org.tidewaiter.image.tar.EntryStream;
import org.tidewaiter.image.tar.MalformedTarException;
import org.tidewaiter.model.ProblemException;

/// Reads a claimed file once more, together with its companions, out of the layers that have them.
/// What comes of it is not kept in the cache, which is by layer.
record CompanionPass(ReaderSet readers, SlabBudget budget, Layers layers, int maxWindows) {

    /// Opens the layers of the image again.
    interface Layers {
        /// @param files by their numbers, whose content is read
        void read(int layer, Set<Integer> files, LayerOpener.Reading reading)
                throws ProblemException, InterruptedException;
    }

    /// What was made of a file with its companions.
    ///
    /// @param isComplete all of them were there to be read
    record Outcome(Accompanied file, String reader, boolean isComplete, LayerReading reading) {

        /// Whether it counts in place of what a layer told of the file alone, since with that layer
        /// came the companions.
        boolean replacesFileAlone(int layer) {
            return isComplete && layer == file.layer() && layer == file.file().contentLayer();
        }
    }

    private record Place(int layer, int file) {
        static Place of(Name name) {
            return new Place(name.contentLayer(), name.contentFile());
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Held(int mode, byte[] bytes) {}

    Outcome read(Accompanied file) throws ProblemException, InterruptedException {
        long limit = Math.min(readers.claims(file.reader()).maxBytes(), budget.bytes());
        if (file.sizeBytes() > limit || !budget.fits(file.sizeBytes())) {
            return incomplete(
                    file,
                    "%s and the file have %d bytes together, and at most %d are read"
                            .formatted(shown(file), file.sizeBytes(), limit));
        }
        try (var _ = budget.reserve(file.sizeBytes())) {
            return reading(file, held(file))
                    .map(reading -> new Outcome(file, reader(file), true, reading))
                    .orElseGet(() -> incomplete(file, shown(file) + " could not be read again"));
        }
    }

    private Map<Place, Held> held(Accompanied file) throws ProblemException, InterruptedException {
        var wanted =
                file.files()
                        .map(Place::of)
                        .collect(
                                Collectors.groupingBy(
                                        Place::layer, TreeMap::new, Collectors.toSet()));
        var held = new HashMap<Place, Held>();
        for (var layer : wanted.entrySet()) {
            layers.read(
                    layer.getKey(),
                    layer.getValue().stream().map(Place::file).collect(Collectors.toSet()),
                    entries -> hold(entries, layer.getValue(), file.sizeBytes(), held));
        }
        return held;
    }

    /// Counts the entries as [LayerPass] does.
    private static LayerReading hold(
            EntryStream entries, Set<Place> wanted, long maxBytes, Map<Place, Held> held)
            throws IOException {
        int layer = wanted.iterator().next().layer;
        int missing = wanted.size();
        int number = 0;
        try {
            for (var next = entries.next();
                    next.isPresent() && missing > 0;
                    next = entries.next()) {
                var entry = next.get();
                if (entry.path().isEmpty()) {
                    continue;
                }
                var place = new Place(layer, number++);
                if (wanted.contains(place)) {
                    int bytes = (int) Math.min(entry.sizeBytes(), maxBytes);
                    held.put(place, new Held(entry.mode(), entries.content().readNBytes(bytes)));
                    missing--;
                }
            }
        } catch (MalformedTarException | EOFException _) {
            // what was not held is missed by the caller
        }
        return nothing(List.of());
    }

    /// @return nothing if not all of them were held
    private Optional<LayerReading> reading(Accompanied file, Map<Place, Held> held) {
        var main = held.get(Place.of(file.file()));
        var companions = new HashMap<String, byte[]>();
        file.companions()
                .forEach((suffix, name) -> {
                    var companion = held.get(Place.of(name));
                    if (companion != null) {
                        companions.put(suffix, companion.bytes);
                    }
                });
        if (main == null || companions.size() < file.companions().size()) {
            return Optional.empty();
        }
        var pass = new ContentPass(readers, budget, maxWindows, Optional.empty());
        pass.giveHeld(
                new ContentPass.Content(
                        file.file().contentFile(),
                        main.bytes.length,
                        main.mode,
                        main.bytes,
                        nullInputStream(),
                        companions),
                new Course.Assignment(file.reader(), file.path()));
        return Optional.of(LayerReading.ofFiles(pass.readings(), pass.gaps()));
    }

    private Outcome incomplete(Accompanied file, String reason) {
        var gap = FileGap.of(file.path(), reader(file), reason);
        return new Outcome(file, reader(file), false, nothing(List.of(gap)));
    }

    private String reader(Accompanied file) {
        return readers.reader(file.reader()).name();
    }

    private static LayerReading nothing(List<FileGap> gaps) {
        return LayerReading.ofFiles(List.of(), gaps);
    }

    private static String shown(Accompanied file) {
        return String.join(" and ", file.companions().keySet());
    }
}
