package org.tidewaiter.signing.certificate;

import java.io.Serial;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A name that is wanted: exactly one, or all in which a regular expression is found. Names come
/// from certificates, so matching one is given up, as not matching, where it takes too many steps.
///
/// @param pattern nothing where the text is the name itself
public record WantedName(String text, Optional<Pattern> pattern) {
    private static final int MAX_STEPS = 100_000;

    public static WantedName exactly(String name) {
        return new WantedName(name, Optional.empty());
    }

    /// @param expression found anywhere in the name, as cosign has it
    /// @return nothing where it is no regular expression
    public static Optional<WantedName> like(String expression) {
        try {
            var pattern = Pattern.compile(expression);
            return Optional.of(new WantedName(expression, Optional.of(pattern)));
        } catch (PatternSyntaxException _) {
            return Optional.empty();
        }
    }

    boolean matches(String name) {
        if (pattern.isEmpty()) {
            return name.equals(text);
        }
        try {
            return pattern.get().matcher(new Counted(name, new AtomicInteger())).find();
        } catch (TooManyStepsException _) {
            return false;
        }
    }

    private static final class TooManyStepsException extends RuntimeException {
        @Serial private static final long serialVersionUID = 1;
    }

    /// A text that counts how often it, or a part of it, is looked at.
    private static final class Counted implements CharSequence {
        private final String text;
        private final AtomicInteger steps;

        Counted(String text, AtomicInteger steps) {
            this.text = text;
            this.steps = steps;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (steps.incrementAndGet() > MAX_STEPS) {
                throw new TooManyStepsException();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return new Counted(text.substring(from, to), steps);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
