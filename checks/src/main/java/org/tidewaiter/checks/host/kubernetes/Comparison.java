package org.tidewaiter.checks.host.kubernetes;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tidewaiter.model.BoundedPattern;

/// How a value is compared with the one that is wanted.
record Comparison(Operator operator, String wanted) {
    private static final int OCTAL = 8;

    /// As the format names them, in small letters.
    enum Operator {
        EQ("is %s"),
        NOTEQ("is not %s"),
        GT("is greater than %s"),
        GTE("is %s or greater"),
        LT("is less than %s"),
        LTE("is %s or less"),
        HAS("has %s"),
        NOTHAVE("does not have %s"),
        REGEX("is of the form %s"),
        VALID_ELEMENTS("has elements of %s only"),
        /// Of octal modes: no bit that the other does not have.
        BITMASK("permits no more than %s");

        private final String words;

        Operator(String words) {
            this.words = words;
        }

        static Optional<Operator> of(String name) {
            for (var operator : values()) {
                if (operator.name().toLowerCase(Locale.ROOT).equals(name)) {
                    return Optional.of(operator);
                }
            }
            return Optional.empty();
        }
    }

    String words() {
        return operator.words.formatted(wanted);
    }

    /// @throws MalformedValueException if a number is wanted, and it is none
    boolean holds(String value) throws MalformedValueException {
        return switch (operator) {
            case EQ -> isEqual(value);
            case NOTEQ -> !isEqual(value);
            case GT -> number(value) > number(wanted);
            case GTE -> number(value) >= number(wanted);
            case LT -> number(value) < number(wanted);
            case LTE -> number(value) <= number(wanted);
            case HAS -> value.contains(wanted);
            case NOTHAVE -> !value.contains(wanted);
            case REGEX ->
                    BoundedPattern.parse(wanted)
                            .orElseThrow(() ->
                                    new MalformedValueException(
                                            "'%s' is no regular expression".formatted(wanted)))
                            .isIn(value);
            case VALID_ELEMENTS -> hasValidElements(value);
            case BITMASK -> (mode(value) & ~mode(wanted)) == 0;
        };
    }

    /// Truth may be written in capitals.
    private boolean isEqual(String value) {
        var small = value.toLowerCase(Locale.ROOT);
        boolean isTruth = small.equals("true") || small.equals("false");
        return (isTruth ? small : value).equals(wanted);
    }

    private boolean hasValidElements(String value) {
        var elements = elements(value);
        var valid = elements(wanted);
        return elements.isEmpty() == valid.isEmpty() && new HashSet<>(valid).containsAll(elements);
    }

    private static List<String> elements(String text) {
        var kept = text.strip().replaceAll(",+$", "");
        return kept.isEmpty() ? List.of() : List.of(kept.strip().split("\\s*,\\s*", -1));
    }

    private static long number(String text) throws MalformedValueException {
        var said = text.strip();
        if (!said.matches("[+-]?[0-9]{1,18}")) {
            throw new MalformedValueException("'%s' is no whole number".formatted(said));
        }
        return Long.parseLong(said);
    }

    private static int mode(String text) throws MalformedValueException {
        if (!text.matches("[0-7]{1,9}")) {
            throw new MalformedValueException("'%s' is no octal mode".formatted(text));
        }
        return Integer.parseInt(text, OCTAL);
    }
}
