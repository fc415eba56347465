package org.tidewaiter.checks.clutter;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.tidewaiter.image.layer.LayerFiles;
import org.tidewaiter.image.merge.MergedTree;
import org.tidewaiter.image.merge.MergedTree.LiveEntry;

/// Which row of the table the bytes of each live file belong to. Bytes that have several names
/// (hard links) belong to the first row that any of the names is in, so that they count once.
///
/// Four bytes for each entry of each layer.
final class Contents {
    /// Of an entry whose bytes no live name leads to.
    private static final int NOT_LIVE = -1;

    private final Map<Integer, int[]> rows = new HashMap<>();

    static Contents of(MergedTree tree) {
        var contents = new Contents();
        tree.layers().forEach((layer, files) -> contents.rows.put(layer, none(files)));
        tree.entries().filter(LiveEntry::isFile).forEach(contents::add);
        return contents;
    }

    private static int[] none(LayerFiles files) {
        var none = new int[files.count()];
        Arrays.fill(none, NOT_LIVE);
        return none;
    }

    private void add(LiveEntry entry) {
        var ofLayer = ofLayer(entry.contentLayer());
        int row = ClutterTable.match(entry.path());
        int known = ofLayer[entry.contentFile()];
        ofLayer[entry.contentFile()] = known == NOT_LIVE ? row : Math.min(known, row);
    }

    /// The row of a live file, or [ClutterTable#NO_ROW].
    int row(LiveEntry entry) {
        return ofLayer(entry.contentLayer())[entry.contentFile()];
    }

    boolean isLive(int layer, int file) {
        return ofLayer(layer)[file] != NOT_LIVE;
    }

    private int[] ofLayer(int layer) {
        return rows.getOrDefault(layer, new int[0]);
    }
}
