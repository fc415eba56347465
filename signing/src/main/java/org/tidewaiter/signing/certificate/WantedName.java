package org.tidewaiter.signing.certificate;

import java.util.Optional;
import org.tidewaiter.model.BoundedPattern;

/// A name that is wanted: exactly one, or all in which a regular expression is found.
///
/// @param pattern nothing where the text is the name itself
public record WantedName(String text, Optional<BoundedPattern> pattern) {
    public static WantedName exactly(String name) {
        return new WantedName(name, Optional.empty());
    }

    /// @param expression found anywhere in the name, as cosign has it
    /// @return nothing where it is no regular expression
    public static Optional<WantedName> like(String expression) {
        return BoundedPattern.parse(expression)
                .map(pattern -> new WantedName(expression, Optional.of(pattern)));
    }

    boolean matches(String name) {
        return pattern.map(one -> one.isIn(name)).orElseGet(() -> name.equals(text));
    }
}
