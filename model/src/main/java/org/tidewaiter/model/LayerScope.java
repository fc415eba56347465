package org.tidewaiter.model;

/// Which of an image's packages are meant.
public enum LayerScope {
    /// Those of the merged file system, which a container started from the image would have.
    SQUASHED,
    /// Those too that a later layer hides or deletes, whose bytes are still in the image.
    ALL_LAYERS;

    public boolean includes(Presence presence) {
        return this == ALL_LAYERS || presence == Presence.LIVE;
    }
}
