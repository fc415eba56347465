package org.tidewaiter.signing.lookaside;

import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// A YAML document that has nothing in it but mappings, a few levels deep, and texts. Read
/// strictly: no lists, no aliases, keys that stand once.
///
/// @param mappings by key, and `texts` too; an empty value is an empty mapping and no text
record YamlMapping(Map<String, YamlMapping> mappings, Map<String, String> texts) {
    private static final int MAX_DEPTH = 4;

    YamlMapping {
        mappings = Collections.unmodifiableMap(new LinkedHashMap<>(mappings));
        texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    }

    boolean isEmpty() {
        return mappings.isEmpty() && texts.isEmpty();
    }

    private static YamlMapping empty() {
        return new YamlMapping(Map.of(), Map.of());
    }

    /// @throws MalformedConfigurationException if it is something else
    static YamlMapping parse(String text) throws MalformedConfigurationException {
        try {
            var settings = LoadSettings.builder().build();
            return document(new ParserImpl(settings, new StreamReader(settings, text)));
        } catch (YamlEngineException e) {
            throw new MalformedConfigurationException("it is no YAML: " + e.getMessage());
        }
    }

    private static YamlMapping document(Iterator<Event> events)
            throws MalformedConfigurationException {
        var root = Optional.<YamlMapping>empty();
        while (events.hasNext()) {
            var event = events.next();
            switch (event.getEventId()) {
                case StreamStart, StreamEnd, DocumentStart, DocumentEnd, Comment -> {}
                default -> {
                    if (root.isPresent()) {
                        throw new MalformedConfigurationException("it has a second document");
                    }
                    root = Optional.of(root(event, events));
                }
            }
        }
        return root.orElseGet(YamlMapping::empty);
    }

    private static YamlMapping root(Event event, Iterator<Event> events)
            throws MalformedConfigurationException {
        return switch (event) {
            case MappingStartEvent _ -> mapping(events, 1);
            case ScalarEvent scalar when isEmpty(scalar) -> empty();
            default -> throw new MalformedConfigurationException("it is no mapping");
        };
    }

    private static YamlMapping mapping(Iterator<Event> events, int depth)
            throws MalformedConfigurationException {
        if (depth > MAX_DEPTH) {
            throw new MalformedConfigurationException("it is nested too deep");
        }
        var mappings = new LinkedHashMap<String, YamlMapping>();
        var texts = new LinkedHashMap<String, String>();
        for (var event = events.next();
                event.getEventId() != Event.ID.MappingEnd;
                event = events.next()) {
            if (!(event instanceof ScalarEvent key)) {
                throw new MalformedConfigurationException("a key is no text");
            }
            var name = key.getValue();
            if (mappings.containsKey(name) || texts.containsKey(name)) {
                throw new MalformedConfigurationException("'%s' stands twice".formatted(name));
            }
            switch (events.next()) {
                case MappingStartEvent _ -> mappings.put(name, mapping(events, depth + 1));
                case ScalarEvent scalar when isEmpty(scalar) -> mappings.put(name, empty());
                case ScalarEvent scalar -> texts.put(name, scalar.getValue());
                default ->
                        throw new MalformedConfigurationException(
                                "'%s' is neither a text nor a mapping".formatted(name));
            }
        }
        return new YamlMapping(mappings, texts);
    }

    private static boolean isEmpty(ScalarEvent scalar) {
        return scalar.isPlain()
                && (scalar.getValue().isEmpty()
                        || scalar.getValue().equals("~")
                        || scalar.getValue().equals("null"));
    }
}
