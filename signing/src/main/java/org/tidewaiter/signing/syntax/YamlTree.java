package org.tidewaiter.signing.syntax;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.Json.JsonArray;
import org.tidewaiter.model.json.Json.JsonBoolean;
import org.tidewaiter.model.json.Json.JsonNull;
import org.tidewaiter.model.json.Json.JsonNumber;
import org.tidewaiter.model.json.Json.JsonObject;
import org.tidewaiter.model.json.Json.JsonString;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;

/// A YAML document that says no more than JSON could: no aliases, no anchors, no tags, keys that
/// are texts and stand once. Whole numbers, `true`, `false` and `null` are what they are where they
/// stand without quotes, everything else is text.
public final class YamlTree {
    private static final int MAX_DEPTH = 12;
    private static final int MAX_VALUES = 50_000;
    private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]{0,15}");

    private final Iterator<Event> events;
    private int values;

    private YamlTree(Iterator<Event> events) {
        this.events = events;
    }

    /// @param text the caller bounds its size
    /// @throws RefusedException if it is something else than one such document with a mapping
    public static Part read(String text) throws RefusedException {
        try {
            var settings = LoadSettings.builder().build();
            return new YamlTree(new ParserImpl(settings, new StreamReader(settings, text)))
                    .document();
        } catch (YamlEngineException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
    }

    private Part document() throws RefusedException {
        var root = Optional.<Json>empty();
        while (events.hasNext()) {
            var event = events.next();
            switch (event.getEventId()) {
                case StreamStart, StreamEnd, DocumentStart, DocumentEnd, Comment -> {}
                default -> {
                    if (root.isPresent()) {
                        throw malformed("it has a second document");
                    }
                    root = Optional.of(value(event, 1));
                }
            }
        }
        if (root.isPresent() && root.get() instanceof JsonObject object) {
            return new Part("", object);
        }
        throw malformed("it is no mapping");
    }

    private Json value(Event event, int depth) throws RefusedException {
        values++;
        if (depth > MAX_DEPTH || values > MAX_VALUES) {
            throw new RefusedException(
                    Refusal.TOO_LARGE,
                    depth > MAX_DEPTH
                            ? "more than %d levels".formatted(MAX_DEPTH)
                            : "more than %d values".formatted(MAX_VALUES));
        }
        requirePlain(event);
        return switch (event) {
            case MappingStartEvent _ -> mapping(depth);
            case SequenceStartEvent _ -> sequence(depth);
            case ScalarEvent scalar -> scalar(scalar);
            default -> throw malformed("something that is no value");
        };
    }

    private static void requirePlain(Event event) throws RefusedException {
        if (event instanceof AliasEvent
                || (event instanceof NodeEvent node && node.getAnchor().isPresent())) {
            throw malformed("it has an anchor or an alias" + place(event));
        }
        var tag =
                switch (event) {
                    case ScalarEvent scalar -> scalar.getTag();
                    case CollectionStartEvent collection -> collection.getTag();
                    default -> Optional.<String>empty();
                };
        if (tag.isPresent()) {
            throw malformed("it has a tag" + place(event));
        }
    }

    private Json mapping(int depth) throws RefusedException {
        Map<String, Json> members = new LinkedHashMap<>();
        for (var event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
            requirePlain(event);
            if (!(event instanceof ScalarEvent key)) {
                throw malformed("a key is no text" + place(event));
            }
            var value = value(next(), depth + 1);
            if (members.put(key.getValue(), value) != null) {
                throw malformed("'%s' stands twice%s".formatted(key.getValue(), place(event)));
            }
        }
        return new JsonObject(members);
    }

    private Json sequence(int depth) throws RefusedException {
        List<Json> items = new ArrayList<>();
        for (var event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
            items.add(value(event, depth + 1));
        }
        return new JsonArray(items);
    }

    private Event next() {
        var event = events.next();
        while (event.getEventId() == Event.ID.Comment) {
            event = events.next();
        }
        return event;
    }

    private static Json scalar(ScalarEvent scalar) {
        var text = scalar.getValue();
        if (!scalar.isPlain()) {
            return new JsonString(text);
        }
        return switch (text) {
            case "", "~", "null" -> new JsonNull();
            case "true" -> new JsonBoolean(true);
            case "false" -> new JsonBoolean(false);
            default ->
                    WHOLE.matcher(text).matches()
                            ? new JsonNumber(new BigDecimal(text))
                            : new JsonString(text);
        };
    }

    private static String place(Event event) {
        return event.getStartMark().map(mark -> " in line " + (mark.getLine() + 1)).orElse("");
    }

    private static RefusedException malformed(String why) {
        return new RefusedException(Refusal.MALFORMED_YAML, why);
    }
}
