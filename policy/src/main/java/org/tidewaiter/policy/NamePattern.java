package org.tidewaiter.policy;

import java.util.Optional;
import org.tidewaiter.model.BoundedPattern;

/// A regular expression over the whole name of a package, as Grype has it. Names come from images,
/// so one that is too long does not match.
public record NamePattern(BoundedPattern pattern) {
    private static final int MAX_LENGTH = 1000;

    /// @return nothing where it is no regular expression
    static Optional<NamePattern> parse(String text) {
        return BoundedPattern.parse(text).map(NamePattern::new);
    }

    boolean matches(String name) {
        return name.length() <= MAX_LENGTH && pattern.matches(name);
    }
}
