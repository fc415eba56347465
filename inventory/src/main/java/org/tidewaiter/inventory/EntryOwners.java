package org.tidewaiter.inventory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Who owns which entry of a tree: four bytes an entry, since a package lists thousands.
///
/// @param <O> owner
final class EntryOwners<O> {
    private final List<O> owners = new ArrayList<>();

    /// By the entry's number, the owner's place in the list counted from 1; 0 for none.
    private int[] byEntry = {};

    /// What is owned already stays with its owner.
    ///
    /// @param entry as [MergedTree#entry] numbers it
    void add(O owner, int entry) {
        if (entry >= byEntry.length) {
            byEntry = Arrays.copyOf(byEntry, Math.max(entry + 1, byEntry.length * 2));
        }
        if (byEntry[entry] == 0) {
            if (owners.isEmpty() || !owners.getLast().equals(owner)) {
                owners.add(owner);
            }
            byEntry[entry] = owners.size();
        }
    }

    Optional<O> of(OptionalInt entry) {
        if (entry.isEmpty() || entry.getAsInt() >= byEntry.length) {
            return Optional.empty();
        }
        int place = byEntry[entry.getAsInt()];
        return place == 0 ? Optional.empty() : Optional.of(owners.get(place - 1));
    }
}
