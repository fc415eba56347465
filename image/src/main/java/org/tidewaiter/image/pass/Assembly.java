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

    /// @param skipPatterns as the user gave them
    /// @param layered the source has layers, and not only one place that passes for a layer
    Assembly(MergedTree tree, List<String> skipPatterns, boolean layered) {
        this.tree = tree;
        this.skipPatterns = skipPatterns;
        this.layered = layered;
        this.skipped = new long[skipPatterns.size()];
    }

    void addLayer(int layer, LayerReading reading) {
        for (var file : reading.readings()) {
            add(layer, file, tree.presence(layer, file.file(), reading.files().path(file.file())));
        }
        addGaps(layer, reading);
        for (int pattern = 0; pattern < reading.skipped().size(); pattern++) {
            skipped[pattern] += reading.skipped().get(pattern);
        }
    }

    /// What was read for live links.
    void addLinked(int layer, LayerReading reading) {
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
