package org.tidewaiter.signing.charter;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Where images go: `dev`, `stage`, `prod`.
///
/// @param roles all of which must have spoken
/// @param covers what of an image of several platforms they must have spoken about
/// @param certifier the role whose holders clear images for it; nothing where nobody does
public record Stage(SortedSet<String> roles, Covers covers, Optional<String> certifier) {
    public Stage {
        roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
    }

    /// One that images are not cleared for.
    public Stage(SortedSet<String> roles, Covers covers) {
        this(roles, covers, Optional.empty());
    }

    /// What must be covered.
    public enum Covers {
        /// The image itself or an index that led to it.
        EITHER,
        /// The image itself, for its platform.
        IMAGE,
        /// The index that its name led to, or the image where there was none.
        INDEX,
        /// Both of them.
        BOTH
    }
}
