package org.tidewaiter.inventory.text;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;

/// Reads YAML into the tree that we have for JSON. Every scalar stays the text that it is, since
/// `1.10` is a version and no number. A key that stands twice, a key that is no scalar, an alias of
/// anything but a scalar and more than [JsonReader#MAX_DEPTH] levels are refused. The library is
/// loaded only where there is YAML.
///
/// @see "YAML 1.2.2"
public final class Yaml {
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setUseMarks(false).setCodePointLimit(1 << 26).build();

    private final Iterator<Event> events;
    private final Map<String, Json> anchors = new HashMap<>();

    private Yaml(byte[] utf8) {
        var text = new String(utf8, StandardCharsets.UTF_8);
        events = new ParserImpl(SETTINGS, new StreamReader(SETTINGS, new StringReader(text)));
    }

    /// @param utf8 the caller bounds its size; the tree takes about ten times as much memory
    /// @throws MalformedFileException if it is not exactly one document
    public static Json read(byte[] utf8) throws MalformedFileException {
        var documents = readAll(utf8);
        if (documents.size() != 1) {
            throw new MalformedFileException(
                    documents.isEmpty() ? "empty" : "more than one YAML document");
        }
        return documents.getFirst();
    }

    public static List<Json> readAll(byte[] utf8) throws MalformedFileException {
        try {
            return new Yaml(utf8).documents();
        } catch (YamlEngineException e) {
            throw new MalformedFileException("not valid YAML: " + firstLine(e));
        }
    }

    private static String firstLine(YamlEngineException e) {
        var message = e.getMessage();
        return message == null ? "" : Excerpt.of(message.lines().findFirst().orElse(""));
    }

    private List<Json> documents() throws MalformedFileException {
        var documents = new ArrayList<Json>();
        while (events.hasNext()) {
            var event = events.next();
            switch (event.getEventId()) {
                case StreamStart, StreamEnd, DocumentEnd, Comment -> {}
                case DocumentStart -> anchors.clear();
                default -> documents.add(value(event, 0));
            }
        }
        return documents;
    }

    private Json value(Event event, int depth) throws MalformedFileException {
        if (depth > JsonReader.MAX_DEPTH) {
            throw new MalformedFileException("nested too deeply");
        }
        return switch (event) {
            case ScalarEvent scalar -> {
                var text = new Json.JsonString(scalar.getValue());
                scalar.getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), text));
                yield text;
            }
            case AliasEvent alias -> {
                var text = anchors.get(alias.getAlias().getValue());
                if (text == null) {
                    throw new MalformedFileException("an alias of what is no single scalar");
                }
                yield text;
            }
            case SequenceStartEvent _ -> {
                var items = new ArrayList<Json>();
                for (var next = events.next();
                        next.getEventId() != Event.ID.SequenceEnd;
                        next = events.next()) {
                    items.add(value(next, depth + 1));
                }
                yield new Json.JsonArray(items);
            }
            case MappingStartEvent _ -> mapping(depth);
            default -> throw new MalformedFileException("not valid YAML: " + event.getEventId());
        };
    }

    private Json mapping(int depth) throws MalformedFileException {
        var members = new LinkedHashMap<String, Json>();
        for (var next = events.next();
                next.getEventId() != Event.ID.MappingEnd;
                next = events.next()) {
            var key = value(next, depth + 1).text();
            if (key.isEmpty()) {
                throw new MalformedFileException("a key that is no text");
            }
            if (members.put(key.get(), value(events.next(), depth + 1)) != null) {
                throw new MalformedFileException(
                        "'%s' stands twice".formatted(Excerpt.of(key.get())));
            }
        }
        return new Json.JsonObject(members);
    }
}
