package org.tidewaiter.policy.rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What people are told where a rule is not met: text with expressions between braces. `{{` and
/// `}}` stand for braces.
///
/// @param written as it stands in the file
/// @param parts in their order
record Message(String written, List<Part> parts) {
    /// What an expression in a message calls the element that is forbidden.
    static final String ELEMENT = "it";

    private static final int MAX_LENGTH = 500;

    sealed interface Part {
        record Words(String text) implements Part {}

        record Value(Expression expression) implements Part {}
    }

    Message {
        parts = List.copyOf(parts);
    }

    static Message read(String text, Language language) throws UnsoundException {
        var parts = new ArrayList<Part>();
        var words = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            boolean twice = at + 1 < text.length() && text.charAt(at + 1) == letter;
            if ((letter == '{' || letter == '}') && twice) {
                words.append(letter);
                at++;
            } else if (letter == '{') {
                int end = endOfExpression(text, at + 1);
                parts.add(new Part.Words(words.toString()));
                words.setLength(0);
                parts.add(new Part.Value(language.compile(text.substring(at + 1, end))));
                at = end;
            } else if (letter == '}') {
                throw new UnsoundException("a '}' that closes nothing; '}}' stands for one");
            } else {
                words.append(letter);
            }
        }
        parts.add(new Part.Words(words.toString()));
        return new Message(text, parts);
    }

    /// Where the brace that was opened before is closed: braces in it are counted, texts skipped.
    private static int endOfExpression(String text, int start) throws UnsoundException {
        int open = 1;
        char quote = 0;
        for (int at = start; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (quote != 0) {
                if (letter == '\\') {
                    at++;
                } else if (letter == quote) {
                    quote = 0;
                }
            } else if (letter == '\'' || letter == '"') {
                quote = letter;
            } else if (letter == '{') {
                open++;
            } else if (letter == '}' && --open == 0) {
                return at;
            }
        }
        throw new UnsoundException("a '{' that is not closed; '{{' stands for one");
    }

    Set<String> names() {
        var names = new TreeSet<String>();
        for (var part : parts) {
            if (part instanceof Part.Value(var expression)) {
                names.addAll(expression.names());
            }
        }
        return names;
    }

    /// On one line, of bounded length, harmless to a terminal. An expression that has no value
    /// leaves a `?`: the objection stands all the same.
    String text(Scope scope) {
        var text = new StringBuilder();
        for (var part : parts) {
            switch (part) {
                case Part.Words(var words) -> text.append(words);
                case Part.Value(var expression) -> {
                    try {
                        append(expression.value(scope), text);
                    } catch (NotEvaluatedException _) {
                        text.append('?');
                    }
                }
            }
            if (text.length() > MAX_LENGTH) {
                break;
            }
        }
        return harmless(text);
    }

    private static void append(Object value, StringBuilder text) {
        if (text.length() > MAX_LENGTH) {
            return;
        }
        switch (value) {
            case String words -> text.append(words, 0, Math.min(words.length(), MAX_LENGTH + 1));
            case Collection<?> items -> appendAll(items, text);
            case Map<?, ?> map -> appendAll(entries(map), text);
            case Duration time ->
                    text.append(time.toString().substring(2).toLowerCase(Locale.ROOT));
            default -> text.append(value);
        }
    }

    private static void appendAll(Collection<?> items, StringBuilder text) {
        var between = "";
        for (var item : items) {
            text.append(between);
            append(item, text);
            if (text.length() > MAX_LENGTH) {
                return;
            }
            between = ", ";
        }
    }

    private static List<String> entries(Map<?, ?> map) {
        return map.entrySet().stream()
                .limit(MAX_LENGTH)
                .map(entry -> entry.getKey() + ": " + shortened(entry.getValue()))
                .sorted()
                .toList();
    }

    private static String shortened(Object value) {
        var text = new StringBuilder();
        append(value, text);
        return text.toString();
    }

    private static String harmless(CharSequence text) {
        var line = text.toString().strip().replaceAll("\\s+", " ");
        var cut = line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH) + "..." : line;
        return cut.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]", "?");
    }
}
