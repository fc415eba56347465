package org.tidewaiter.checks.clutter;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.tidewaiter.image.layer.LayerFiles;
import org.tidewaiter.image.merge.MergedTree;
import org.tidewaiter.image.tar.Entry;
import org.tidewaiter.model.ByteCount;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Place;
import org.tidewaiter.model.Presence;

/// What layers have that no container sees.
final class WastedBytes {
    /// Every build replaces some small files, which nobody can help.
    static final long LEAST_BYTES = 100_000;

    private WastedBytes() {}

    /// One for each layer that wastes as much.
    static List<Finding.Clutter> findings(MergedTree tree, Contents contents) {
        var findings = new ArrayList<Finding.Clutter>();
        tree.layers()
                .forEach((layer, files) -> {
                    var wasted = new Tally();
                    for (int file = 0; file < files.count(); file++) {
                        if (files.kind(file) == Entry.Kind.FILE && !contents.isLive(layer, file)) {
                            wasted.add(tree, layer, files, file);
                        }
                    }
                    if (wasted.bytes() >= LEAST_BYTES) {
                        findings.add(wasted.finding(layer));
                    }
                });
        return findings;
    }

    /// Of one layer.
    private static final class Tally {
        private long deleted;
        private long replaced;
        private long largestBytes = -1;
        private String largest = "";

        private long bytes() {
            return deleted + replaced;
        }

        private void add(MergedTree tree, int layer, LayerFiles files, int file) {
            long size = files.sizeBytes(file);
            var path = files.path(file);
            if (tree.presence(layer, file, path) == Presence.DELETED) {
                deleted += size;
            } else {
                replaced += size;
            }
            if (size > largestBytes) {
                largestBytes = size;
                largest = path;
            }
        }

        private Finding.Clutter finding(int layer) {
            var message =
                    "%s are deleted later and %s replaced; the largest file is %s with %s"
                            .formatted(
                                    ByteCount.words(deleted),
                                    ByteCount.words(replaced),
                                    largest,
                                    ByteCount.words(largestBytes));
            var place = Place.inConfiguration("layer " + layer, OptionalInt.of(layer));
            return new Finding.Clutter(ClutterKind.WASTED_BYTES.check(), place, message, bytes());
        }
    }
}
