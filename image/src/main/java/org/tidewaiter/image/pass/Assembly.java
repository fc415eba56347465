package org.tidewaiter.image.pass;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.tidewaiter.image.layer.FileReading;
import org.tidewaiter.image.layer.LayerReading;
import org.tidewaiter.image.merge.MergedTree;
import org.tidewaiter.model.Gap;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Presence;

/// Puts together what was read of the layers.
final class Assembly {
    private static final Comparator<Seen> ORDER =
            Comparator.<Seen>comparingInt(one -> one.layer().orElse(0))
                    .thenComparing(Seen::path)
                    .thenComparing(Seen::reader);

    private final MergedTree tree;
    private final List<String> skipPatterns;
    private final boolean layered;
    private final List<Seen> seen = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private final long[] skipped;
    private final List<CompanionPass.Outcome> together = new ArrayList<>();

    /// @param skipPatterns as the user gave them
    /// @param layered the source has layers, and not only one place that passes for a layer
    Assembly(MergedTree tree, List<String> skipPatterns, boolean layered) {
        this.tree = tree;
        this.skipPatterns = skipPatterns;
        this.layered = layered;
        this.skipped = new long[skipPatterns.size()];
    }

    /// What was read of a file and its companions. To be added before the layers, since it can
    /// count in place of what was read of the file alone.
    void addTogether(CompanionPass.Outcome outcome) {
        together.add(outcome);
        int layer = outcome.file().layer();
        outcome.reading().readings().forEach(file -> add(layer, file, Presence.LIVE));
        addGaps(layer, outcome.reading());
    }

    void addLayer(int layer, LayerReading whole) {
        var reading = withoutReplaced(layer, whole);
        for (var file : reading.readings()) {
            add(layer, file, tree.presence(layer, file.file(), reading.files().path(file.file())));
        }
        addGaps(layer, reading);
        for (int pattern = 0; pattern < reading.skipped().size(); pattern++) {
            skipped[pattern] += reading.skipped().get(pattern);
        }
    }

    /// What was read for live links.
    void addLinked(int layer, LayerReading whole) {
        var reading = withoutReplaced(layer, whole);
        reading.readings().forEach(file -> add(layer, file, Presence.LIVE));
        addGaps(layer, reading);
    }

    void addGaps(List<Gap> more) {
        gaps.addAll(more);
    }

    ImageReading reading(ImageSource source) {
        for (int pattern = 0; pattern < skipped.length; pattern++) {
            if (skipped[pattern] > 0) {
                var reason = "%,d files were not read, as asked".formatted(skipped[pattern]);
                gaps.add(new Gap(skipPatterns.get(pattern), OptionalInt.empty(), reason));
            }
        }
        return new ImageReading(
                source,
                seen.stream().sorted(ORDER).toList(),
                tree,
                gaps.stream().distinct().sorted().toList());
    }

    private LayerReading withoutReplaced(int layer, LayerReading reading) {
        var rest = reading;
        for (var outcome : together) {
            if (outcome.replacesFileAlone(layer)) {
                rest = rest.without(outcome.file().path(), outcome.reader());
            }
        }
        return rest;
    }

    private void add(int layer, FileReading file, Presence presence) {
        for (var observation : file.observations()) {
            seen.add(new Seen(file.reader(), file.path(), place(layer), presence, observation));
        }
    }

    private void addGaps(int layer, LayerReading reading) {
        for (var gap : reading.gaps()) {
            gaps.add(new Gap(gap.path(), place(layer), gap.reason()));
        }
    }

    private OptionalInt place(int layer) {
        return layered ? OptionalInt.of(layer) : OptionalInt.empty();
    }
}
