package org.tidewaiter.image.reader;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.dataformat.toml.TomlFactory;

/// Reads a TOML document into the tree that we have for JSON; dates become text.
///
/// @see "TOML 1.0"
public final class Toml {
    private static final TomlFactory FACTORY =
            TomlFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(JsonReader.MAX_DEPTH)
                                    .build())
                    .build();

    private Toml() {}

    /// @param utf8 the caller bounds its size; the tree takes about ten times as much memory
    public static Json read(byte[] utf8) throws MalformedFileException {
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), utf8)) {
            parser.nextToken();
            return value(parser, 0);
        } catch (JacksonException e) {
            throw new MalformedFileException("not valid TOML: " + e.getOriginalMessage());
        }
    }

    private static Json value(JsonParser parser, int depth) throws MalformedFileException {
        if (depth > JsonReader.MAX_DEPTH) {
            throw new MalformedFileException("nested too deeply");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                var members = new LinkedHashMap<String, Json>();
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    var name = parser.currentName();
                    parser.nextToken();
                    members.put(name, value(parser, depth + 1));
                }
                yield new Json.JsonObject(members);
            }
            case START_ARRAY -> {
                var items = new ArrayList<Json>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser, depth + 1));
                }
                yield new Json.JsonArray(items);
            }
            case VALUE_TRUE, VALUE_FALSE -> new Json.JsonBoolean(parser.getBooleanValue());
            case VALUE_NUMBER_INT ->
                    new Json.JsonNumber(new BigDecimal(parser.getBigIntegerValue()));
            default -> new Json.JsonString(parser.getString());
        };
    }
}
