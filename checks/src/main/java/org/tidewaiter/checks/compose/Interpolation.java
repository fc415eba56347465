package org.tidewaiter.checks.compose;

import java.util.Optional;

/// What a value is where nobody sets a variable that it mentions.
///
/// @see "Compose specification, 12-interpolation.md"
final class Interpolation {
    private static final int MAX_DEPTH = 5;

    private Interpolation() {}

    /// @return nothing where a variable without a default decides
    static Optional<String> byDefault(String text) {
        return expand(text, 0);
    }

    private static Optional<String> expand(String text, int depth) {
        var out = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (text.charAt(at) != '$') {
                out.append(text.charAt(at++));
                continue;
            }
            if (text.startsWith("$$", at)) {
                out.append('$');
                at += 2;
                continue;
            }
            int end = text.startsWith("${", at) ? closing(text, at + 1) : -1;
            if (end < 0 || depth == MAX_DEPTH) {
                return Optional.empty();
            }
            var inside = text.substring(at + 2, end);
            int dash = inside.indexOf('-');
            boolean hasDefault = dash > 0 && inside.substring(0, dash).matches("[A-Za-z0-9_]++:?");
            if (!hasDefault) {
                return Optional.empty();
            }
            var value = expand(inside.substring(dash + 1), depth + 1);
            if (value.isEmpty()) {
                return value;
            }
            out.append(value.get());
            at = end + 1;
        }
        return Optional.of(out.toString());
    }

    private static int closing(String text, int from) {
        int open = 0;
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '{') {
                open++;
            } else if (text.charAt(i) == '}' && --open == 0) {
                return i;
            }
        }
        return -1;
    }
}
