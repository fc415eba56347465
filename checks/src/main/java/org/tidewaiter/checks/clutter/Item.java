package org.tidewaiter.checks.clutter;

import org.tidewaiter.image.merge.MergedTree.LiveEntry;
import org.tidewaiter.model.ByteCount;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Place;
import org.tidewaiter.model.Presence;

/// Files that make one finding together: those of a row of the table.
final class Item {
    private final ClutterTable.Row row;
    private Place largest = Place.inFile("", 0);
    private long largestBytes = -1;
    private long bytes;
    private int files;

    Item(ClutterTable.Row row) {
        this.row = row;
    }

    /// @param isFirstName another name of the same bytes was not seen before
    void add(LiveEntry entry, boolean isFirstName) {
        if (!isFirstName) {
            return;
        }
        files++;
        bytes += entry.sizeBytes();
        if (entry.sizeBytes() > largestBytes) {
            largestBytes = entry.sizeBytes();
            largest = place(entry);
        }
    }

    /// Whether it is worth telling: a tool always, other files if they take room.
    boolean counts() {
        return files > 0 && (bytes > 0 || row.kind().isTool());
    }

    Finding.Clutter finding() {
        var message =
                files == 1
                        ? "%s, %s".formatted(row.title(), ByteCount.words(bytes))
                        : "%s: %,d files, %s; the largest is this"
                                .formatted(row.title(), files, ByteCount.words(bytes));
        return new Finding.Clutter(row.kind().check(), largest, message, bytes);
    }

    static Place place(LiveEntry entry) {
        return new Place(entry.path(), 0, "", entry.layer(), Presence.LIVE);
    }
}
