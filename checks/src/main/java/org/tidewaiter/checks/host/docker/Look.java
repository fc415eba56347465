package org.tidewaiter.checks.host.docker;

/// What a check sees of one container, image or service.
///
/// @param seen what was read of it, for people; never a secret
record Look(Kind kind, String seen) {
    /// In the order in which evidence is told.
    enum Kind {
        BAD,
        /// It cannot be told of this one.
        UNCLEAR,
        GOOD
    }

    static Look bad(String seen) {
        return new Look(Kind.BAD, seen);
    }

    static Look unclear(String seen) {
        return new Look(Kind.UNCLEAR, seen);
    }

    static Look good(String seen) {
        return new Look(Kind.GOOD, seen);
    }

    static Look badIf(boolean isBad, String seen) {
        return isBad ? bad(seen) : good(seen);
    }
}
