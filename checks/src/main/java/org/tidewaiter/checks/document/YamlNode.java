package org.tidewaiter.checks.document;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A value in a YAML document, with the line where it stands. Scalars stay the text that they are.
/// An alias has become what it stands for, and a merge (`<<`) the entries that it brings.
public sealed interface YamlNode {
    /// Where it starts, from 1; of what is absent, where that starts which should have it.
    int line();

    /// Nothing, or `null`.
    record Absent(int line) implements YamlNode {}

    /// @param style how it is written
    record Scalar(String value, Style style, int line) implements YamlNode {}

    /// @param items at most as many as a file may have values
    record Sequence(List<YamlNode> items, int line) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /// @param entries in the order of the file, those that are merged last; each key once
    record Mapping(List<Entry> entries, Map<String, Entry> byKey, int line) implements YamlNode {
        public Mapping {
            entries = List.copyOf(entries);
            byKey = Map.copyOf(byKey);
        }

        /// @param entries each key once
        public static Mapping of(List<Entry> entries, int line) {
            var byKey = new HashMap<String, Entry>();
            entries.forEach(entry -> byKey.put(entry.key(), entry));
            return new Mapping(entries, byKey, line);
        }
    }

    /// @param line of the key
    record Entry(String key, int line, YamlNode value) {}

    enum Style {
        PLAIN,
        QUOTED,
        /// After `|`: every line of the file is a line of the value.
        LITERAL,
        /// After `>`.
        FOLDED
    }

    /// What a mapping has under a key.
    default YamlNode get(String key) {
        if (this instanceof Mapping mapping) {
            var entry = mapping.byKey().get(key);
            return entry == null ? new Absent(line()) : entry.value();
        }
        return new Absent(line());
    }

    /// What stands under keys that lead into one another, `spec.template.spec`.
    default YamlNode path(String keys) {
        YamlNode node = this;
        for (var key : keys.split("\\.", -1)) {
            node = node.get(key);
        }
        return node;
    }

    /// Whether a mapping has a key, also one without a value.
    default boolean has(String key) {
        return this instanceof Mapping mapping && mapping.byKey().containsKey(key);
    }

    /// The line of a key; of the mapping where it has none of that name.
    default int lineOf(String key) {
        var entry = this instanceof Mapping mapping ? mapping.byKey().get(key) : null;
        return entry == null ? line() : entry.line();
    }

    /// Of a sequence; a single scalar or mapping is none.
    default List<YamlNode> items() {
        return this instanceof Sequence sequence ? sequence.items() : List.of();
    }

    /// Of a sequence, or the value itself, as where one may stand for a list of one.
    default List<YamlNode> oneOrMore() {
        return switch (this) {
            case Sequence sequence -> sequence.items();
            case Absent _ -> List.of();
            case Scalar _, Mapping _ -> List.of(this);
        };
    }

    default List<Entry> entries() {
        return this instanceof Mapping mapping ? mapping.entries() : List.of();
    }

    /// Of a scalar.
    default Optional<String> text() {
        return this instanceof Scalar scalar ? Optional.of(scalar.value()) : Optional.empty();
    }

    /// The text of a scalar, otherwise empty.
    default String words() {
        return text().orElse("");
    }

    default boolean is(String text) {
        return this instanceof Scalar scalar && scalar.value().equals(text);
    }

    default boolean isAbsent() {
        return this instanceof Absent;
    }

    default boolean isTrue() {
        return isWord("true") || isPlain("yes") || isPlain("on");
    }

    default boolean isFalse() {
        return isWord("false") || isPlain("no") || isPlain("off");
    }

    private boolean isWord(String word) {
        return this instanceof Scalar scalar && scalar.value().equalsIgnoreCase(word);
    }

    private boolean isPlain(String word) {
        return this instanceof Scalar scalar
                && scalar.style() == Style.PLAIN
                && scalar.value().toLowerCase(Locale.ROOT).equals(word);
    }

    /// A script with the lines of the file that its commands stand in; of what is no scalar an
    /// empty one.
    default SourceText script() {
        if (!(this instanceof Scalar scalar)) {
            return SourceText.onLine("", line());
        }
        return switch (scalar.style()) {
            case LITERAL -> SourceText.of(scalar.value(), scalar.line() + 1);
            case FOLDED -> SourceText.onLine(scalar.value(), scalar.line() + 1);
            case PLAIN, QUOTED -> SourceText.onLine(scalar.value(), scalar.line());
        };
    }
}
