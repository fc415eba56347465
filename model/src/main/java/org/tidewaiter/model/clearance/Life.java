package org.tidewaiter.model.clearance;

import java.util.Locale;

/// Where an image stands at a stage.
public enum Life {
    /// Nobody has seen it.
    UNKNOWN,
    /// It is there, and nobody has cleared it.
    QUARANTINED,
    CLEARED,
    /// It was cleared and is not any more: what ran may start again within grace.
    LAPSED,
    /// Never again.
    WITHDRAWN;

    /// As rules and documents have it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
