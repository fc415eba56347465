package org.tidewaiter.signing.charter;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.Json.JsonArray;
import org.tidewaiter.model.json.Json.JsonBoolean;
import org.tidewaiter.model.json.Json.JsonNull;
import org.tidewaiter.model.json.Json.JsonNumber;
import org.tidewaiter.model.json.Json.JsonObject;
import org.tidewaiter.model.json.Json.JsonString;

/// JSON as YAML that people like to edit, and that gives the same JSON when it is read.
public final class YamlText {
    private static final int SHORT_LIST_LETTERS = 70;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9._@/-]*");
    private static final Pattern TIME =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");

    /// Words that some reader of YAML takes for something else than a text.
    private static final Set<String> RESERVED =
            Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

    /// Lines of PEM, or of anything as harmless.
    private static final Pattern BLOCK = Pattern.compile("(?:[A-Za-z0-9+/=-][ A-Za-z0-9+/=-]*\n)+");

    private final StringBuilder out = new StringBuilder();

    private YamlText() {}

    /// @param comments what is said of a member of the document, by its name
    public static String of(JsonObject json, Map<String, String> comments) {
        var text = new YamlText();
        json.members()
                .forEach((name, value) -> {
                    var comment = comments.get(name);
                    if (comment != null) {
                        text.out.append(text.out.isEmpty() ? "" : "\n");
                        comment.lines()
                                .forEach(line -> text.out.append("# ").append(line).append('\n'));
                    }
                    text.member(name, value, 0);
                });
        return text.out.toString();
    }

    private void member(String name, Json value, int depth) {
        indent(depth).append(scalar(name)).append(':');
        value(value, depth);
    }

    private StringBuilder indent(int depth) {
        return out.append("  ".repeat(depth));
    }

    /// What follows a name, or the hyphen of an item.
    private void value(Json value, int depth) {
        switch (value) {
            case JsonObject(var members) when !members.isEmpty() -> {
                out.append('\n');
                members.forEach((name, each) -> member(name, each, depth + 1));
            }
            case JsonArray array when !array.items().isEmpty() -> list(array.items(), depth);
            case JsonString(var text) when BLOCK.matcher(text).matches() -> {
                out.append(" |\n");
                text.lines().forEach(line -> indent(depth + 1).append(line).append('\n'));
            }
            default -> out.append(' ').append(flow(value)).append('\n');
        }
    }

    private void list(List<Json> items, int depth) {
        var onOneLine = " [" + String.join(", ", items.stream().map(YamlText::flow).toList()) + "]";
        boolean isShort = onOneLine.length() <= SHORT_LIST_LETTERS;
        if (isShort && items.stream().allMatch(JsonString.class::isInstance)) {
            out.append(onOneLine).append('\n');
            return;
        }
        out.append('\n');
        for (var item : items) {
            indent(depth + 1).append('-');
            if (item instanceof JsonObject(var members) && !members.isEmpty()) {
                firstOnTheSameLine(members, depth + 2);
            } else {
                value(item, depth + 1);
            }
        }
    }

    private void firstOnTheSameLine(Map<String, Json> members, int depth) {
        boolean isFirst = true;
        for (var member : members.entrySet()) {
            if (isFirst) {
                out.append(' ').append(scalar(member.getKey())).append(':');
                value(member.getValue(), depth);
                isFirst = false;
            } else {
                member(member.getKey(), member.getValue(), depth);
            }
        }
    }

    private static String flow(Json value) {
        return switch (value) {
            case JsonString(var text) -> scalar(text);
            case JsonNumber(var number) -> number.toPlainString();
            case JsonBoolean(var truth) -> String.valueOf(truth);
            case JsonNull() -> "null";
            case JsonArray _ -> "[]";
            case JsonObject _ -> "{}";
        };
    }

    private static String scalar(String text) {
        boolean plain =
                TIME.matcher(text).matches()
                        || (PLAIN.matcher(text).matches()
                                && !RESERVED.contains(text.toLowerCase(Locale.ROOT)));
        return plain ? text : quoted(text);
    }

    private static String quoted(String text) {
        var out = new StringBuilder("\"");
        text.codePoints()
                .forEach(letter -> {
                    if (letter == '"' || letter == '\\') {
                        out.append('\\').appendCodePoint(letter);
                    } else if (letter == '\n') {
                        out.append("\\n");
                    } else if ((letter >= ' ' && letter < 0x7f)
                            || (letter > 0xa0 && letter < 0xd800 && Character.isLetter(letter))) {
                        out.appendCodePoint(letter);
                    } else {
                        out.append("\\U%08x".formatted(letter));
                    }
                });
        return out.append('"').toString();
    }
}
