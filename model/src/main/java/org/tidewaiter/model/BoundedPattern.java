package org.tidewaiter.model;

import java.io.Serial;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A regular expression for texts that others have written: where it takes too many steps, looking
/// for it is given up, and it does not match. Java descends once more for each turn of a group, so
/// that the stack may end before the steps do; that is the same.
public record BoundedPattern(Pattern pattern) {
    private static final int MAX_STEPS = 100_000;

    /// @return nothing where it is no regular expression
    public static Optional<BoundedPattern> parse(String expression) {
        try {
            return Optional.of(new BoundedPattern(Pattern.compile(expression)));
        } catch (PatternSyntaxException | StackOverflowError _) {
            return Optional.empty();
        }
    }

    /// Whether it is the whole text.
    public boolean matches(String text) {
        try {
            return pattern.matcher(new Counted(text, new AtomicInteger())).matches();
        } catch (TooManyStepsException | StackOverflowError _) {
            return false;
        }
    }

    /// Whether it is anywhere in the text.
    public boolean isIn(String text) {
        try {
            return pattern.matcher(new Counted(text, new AtomicInteger())).find();
        } catch (TooManyStepsException | StackOverflowError _) {
            return false;
        }
    }

    /// A text with what it finds replaced; the text as it is where looking is given up.
    ///
    /// @param replacement as [java.util.regex.Matcher#replaceAll(String)] reads one
    /// @param isEverywhere whether not only the first is replaced
    public String replaceIn(String text, String replacement, boolean isEverywhere) {
        try {
            var matcher = pattern.matcher(new Counted(text, new AtomicInteger()));
            return isEverywhere
                    ? matcher.replaceAll(replacement)
                    : matcher.replaceFirst(replacement);
        } catch (TooManyStepsException
                | StackOverflowError
                | IndexOutOfBoundsException
                | IllegalArgumentException _) {
            return text;
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
