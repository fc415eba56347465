package org.tidewaiter.model;

import java.util.Locale;

/// Whether what a layer brought is still there in the running container.
public enum Presence {
    /// Visible in the merged file system.
    LIVE,
    /// Hidden: a later layer put something else at its path.
    SHADOWED,
    /// Removed by a whiteout of a later layer; the bytes are still in the image.
    DELETED;

    /// Lower case, as documents write it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
