package org.tidewaiter.model;

import java.util.Locale;

/// What is true of a vulnerability in one package of one image.
public enum FindingState {
    /// The version is in an affected range, and nobody has published a fix.
    AFFECTED,
    /// The version is in an affected range, and a later version mends it.
    FIXED,
    /// Somebody entitled to say so says that it does not apply.
    NOT_AFFECTED,
    /// The distribution has decided not to mend it.
    WILL_NOT_FIX,
    /// The distribution will mend it, but not now.
    FIX_DEFERRED,
    /// The distribution release gets no fixes any more.
    END_OF_LIFE,
    /// The distribution has not decided.
    UNDER_INVESTIGATION,
    /// The distribution holds it to be of no security importance.
    MINOR,
    /// The advisory was withdrawn or rejected.
    WITHDRAWN,
    /// The version, or the range, does not follow the ecosystem's order, so nothing can be said.
    UNREADABLE;

    /// Whether the flaw is, or must be presumed to be, in the image.
    public boolean isOpen() {
        return switch (this) {
            case AFFECTED,
                    FIXED,
                    WILL_NOT_FIX,
                    FIX_DEFERRED,
                    END_OF_LIFE,
                    UNDER_INVESTIGATION,
                    MINOR,
                    UNREADABLE ->
                    true;
            case NOT_AFFECTED, WITHDRAWN -> false;
        };
    }

    /// Lower case with underscores, as documents write it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
