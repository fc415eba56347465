package org.tidewaiter.scan.diff;

import org.tidewaiter.model.Inventory;

/// What neither of two inventories tells of the other, since it could not be read.
record UnreadSides(Unread before, Unread after) {
    static UnreadSides of(Inventory before, Inventory after) {
        return new UnreadSides(Unread.in(before, after), Unread.in(after, before));
    }
}
