package org.tidewaiter.policy;

import java.io.Serial;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A regular expression over the whole name of a package, as Grype has it. Names come from images,
/// so matching one is given up, as not matching, where it is too long or takes too many steps.
public record NamePattern(Pattern pattern) {
    private static final int MAX_STEPS = 100_000;
    private static final int MAX_LENGTH = 1000;

    /// @return nothing where it is no regular expression
    static Optional<NamePattern> parse(String text) {
        try {
            return Optional.of(new NamePattern(Pattern.compile(text)));
        } catch (PatternSyntaxException _) {
            return Optional.empty();
        }
    }

    boolean matches(String name) {
        if (name.length() > MAX_LENGTH) {
            return false;
        }
        try {
            return pattern.matcher(new Counted(name, new AtomicInteger())).matches();
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
