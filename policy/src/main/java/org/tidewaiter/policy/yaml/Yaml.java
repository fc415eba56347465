package org.tidewaiter.policy.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// A YAML value that knows its line. Read strictly: one document, no aliases, keys that stand once,
/// at most [#MAX_DEPTH] levels and [#MAX_LENGTH] characters.
public sealed interface Yaml {
    int MAX_DEPTH = 16;
    int MAX_LENGTH = 1 << 20;

    /// From 1.
    int line();

    record YamlMapping(int line, Map<String, Yaml> fields) implements Yaml {
        public YamlMapping {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        public Optional<Yaml> get(String key) {
            return Optional.ofNullable(fields.get(key));
        }

        /// The field, which must be there.
        public Yaml need(String key) throws MalformedYamlException {
            return get(key).orElseThrow(() ->
                    new MalformedYamlException(line, "'%s' is missing".formatted(key)));
        }
    }

    record YamlSequence(int line, List<Yaml> items) implements Yaml {
        public YamlSequence {
            items = List.copyOf(items);
        }
    }

    record YamlScalar(int line, String text) implements Yaml {}

    /// @return nothing for an empty document
    static Optional<Yaml> read(String text) throws MalformedYamlException {
        if (text.length() > MAX_LENGTH) {
            throw new MalformedYamlException(1, "longer than " + MAX_LENGTH + " characters");
        }
        try {
            return new Reading(text).document();
        } catch (MarkedYamlEngineException e) {
            throw new MalformedYamlException(
                    e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1), e.getProblem());
        } catch (YamlEngineException e) {
            throw new MalformedYamlException(1, "not YAML: " + e.getMessage());
        }
    }

    /// This as a mapping without any other key.
    ///
    /// @param what this is, for the message
    default YamlMapping mapping(String what, Set<String> known) throws MalformedYamlException {
        if (!(this instanceof YamlMapping mapping)) {
            throw new MalformedYamlException(line(), what + " must be a mapping");
        }
        for (var field : mapping.fields.entrySet()) {
            if (!known.contains(field.getKey())) {
                throw new MalformedYamlException(
                        field.getValue().line(),
                        "unknown key '%s'; known are %s"
                                .formatted(
                                        field.getKey(),
                                        String.join(", ", known.stream().sorted().toList())));
            }
        }
        return mapping;
    }

    /// The items of a sequence.
    default List<Yaml> items(String what) throws MalformedYamlException {
        if (this instanceof YamlSequence(_, var items)) {
            return items;
        }
        throw new MalformedYamlException(line(), what + " must be a list");
    }

    /// The text of a scalar that is not blank.
    default String text(String what) throws MalformedYamlException {
        if (this instanceof YamlScalar(_, var text) && !text.isBlank()) {
            return text.strip();
        }
        throw new MalformedYamlException(line(), what + " must be a text");
    }

    /// Builds the values from the events of one text.
    final class Reading {
        private final Iterator<Event> events;

        private Reading(String text) {
            var settings = LoadSettings.builder().setUseMarks(true).build();
            events = new ParserImpl(settings, new StreamReader(settings, text));
        }

        private Optional<Yaml> document() throws MalformedYamlException {
            var root = Optional.<Yaml>empty();
            while (events.hasNext()) {
                var event = events.next();
                switch (event.getEventId()) {
                    case StreamStart, StreamEnd, DocumentStart, DocumentEnd, Comment -> {}
                    default -> {
                        if (root.isPresent()) {
                            throw new MalformedYamlException(lineOf(event), "a second document");
                        }
                        root = Optional.of(value(event, 1));
                    }
                }
            }
            return root.filter(one -> !(one instanceof YamlScalar(_, var text) && text.isEmpty()));
        }

        private Yaml value(Event event, int depth) throws MalformedYamlException {
            int line = lineOf(event);
            if (depth > MAX_DEPTH) {
                throw new MalformedYamlException(line, "nested deeper than " + MAX_DEPTH);
            }
            return switch (event) {
                case ScalarEvent scalar -> {
                    requireNoTag(scalar, line);
                    yield new YamlScalar(line, scalar.getValue());
                }
                case SequenceStartEvent _ -> sequence(line, depth);
                case MappingStartEvent _ -> mapping(line, depth);
                default -> throw new MalformedYamlException(line, "aliases are not read here");
            };
        }

        /// YAML takes a word that begins with `!` for the type of what follows, and drops it.
        private static void requireNoTag(ScalarEvent scalar, int line)
                throws MalformedYamlException {
            if (scalar.getTag().filter(tag -> tag.startsWith("!")).isPresent()) {
                throw new MalformedYamlException(
                        line, "what begins with '!' must stand between quotes");
            }
        }

        private Yaml sequence(int line, int depth) throws MalformedYamlException {
            var items = new ArrayList<Yaml>();
            for (var event = events.next();
                    event.getEventId() != Event.ID.SequenceEnd;
                    event = events.next()) {
                items.add(value(event, depth + 1));
            }
            return new YamlSequence(line, items);
        }

        private Yaml mapping(int line, int depth) throws MalformedYamlException {
            var fields = new LinkedHashMap<String, Yaml>();
            for (var event = events.next();
                    event.getEventId() != Event.ID.MappingEnd;
                    event = events.next()) {
                if (!(event instanceof ScalarEvent key)) {
                    throw new MalformedYamlException(lineOf(event), "a key must be a text");
                }
                if (fields.put(key.getValue(), value(events.next(), depth + 1)) != null) {
                    throw new MalformedYamlException(
                            lineOf(event), "'%s' stands twice".formatted(key.getValue()));
                }
            }
            return new YamlMapping(line, fields);
        }

        private static int lineOf(Event event) {
            return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        }
    }
}
