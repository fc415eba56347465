package org.tidewaiter.checks;

import java.util.EnumSet;
import java.util.List;
import org.tidewaiter.checks.clutter.ClutterKind;
import org.tidewaiter.checks.clutter.ClutterSearch;
import org.tidewaiter.image.manifest.ImageSettings;
import org.tidewaiter.image.pass.ImageReading;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Inventory;

/// How much of an image is not needed to run it.
///
/// The score is 0 for an image with nothing else than what it needs, and at most 100. Up to 60 of
/// it are the part of the bytes that is not needed, and up to 40 the kinds of tools that are in the
/// image, whatever their size: a shell of 100 kB helps an intruder as much as one of 1 MB.
///
/// @param clutterBytes of all items
/// @param totalBytes of the files of all layers, unpacked
/// @param items by kind, then the largest first; a file's bytes are in one item only
public record Cleanliness(
        int score, long clutterBytes, long totalBytes, List<Finding.Clutter> items) {
    /// Up to which score an image is called clean.
    public static final int CLEAN = 5;

    private static final double SHARE_OF_BYTES = 60;

    public Cleanliness {
        items = List.copyOf(items);
    }

    /// @param reading of any pass; where it worked out digests, copies of libraries are told by
    ///   their content
    /// @param settings [ImageSettings#NONE] of a directory. The program that the image starts is
    ///   needed, and what belongs to it, unless it is a shell
    public static Cleanliness of(
            ImageReading reading, Inventory inventory, ImageSettings settings) {
        return look(reading, settings).with(inventory);
    }

    /// Looks at the files, for which the packages need not be known yet.
    ///
    /// @param reading as for [#of]
    /// @param settings as for [#of]
    public static Look look(ImageReading reading, ImageSettings settings) {
        return new Look(
                ClutterSearch.totalBytes(reading.tree()),
                ClutterSearch.in(reading.tree(), settings));
    }

    /// What the files of an image say.
    public static final class Look {
        private final long totalBytes;
        private final ClutterSearch search;

        private Look(long totalBytes, ClutterSearch search) {
            this.totalBytes = totalBytes;
            this.search = search;
        }

        /// @param inventory of the same image
        public Cleanliness with(Inventory inventory) {
            return of(totalBytes, search.findings(inventory));
        }
    }

    /// @param totalBytes of the files of all layers, with those of the items
    static Cleanliness of(long totalBytes, List<Finding.Clutter> items) {
        long bytes = items.stream().mapToLong(Finding.Clutter::bytes).sum();
        return new Cleanliness(score(bytes, totalBytes, items), bytes, totalBytes, items);
    }

    /// Any byte that is not needed makes it more than 0.
    private static int score(long bytes, long totalBytes, List<Finding.Clutter> items) {
        int ofBytes = totalBytes == 0 ? 0 : (int) Math.ceil(SHARE_OF_BYTES * bytes / totalBytes);
        var kinds = EnumSet.noneOf(ClutterKind.class);
        items.forEach(item -> ClutterKind.of(item.check().id()).ifPresent(kinds::add));
        return ofBytes + kinds.stream().mapToInt(ClutterKind::points).sum();
    }

    public boolean isClean() {
        return score <= CLEAN;
    }

    /// What the image would be without some of the items.
    public Cleanliness without(List<Finding.Clutter> removed) {
        long bytes = removed.stream().mapToLong(Finding.Clutter::bytes).sum();
        return of(
                totalBytes - bytes,
                items.stream().filter(item -> !removed.contains(item)).toList());
    }
}
