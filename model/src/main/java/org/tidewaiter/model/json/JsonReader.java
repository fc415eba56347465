package org.tidewaiter.model.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.tidewaiter.model.json.Json.JsonArray;
import org.tidewaiter.model.json.Json.JsonBoolean;
import org.tidewaiter.model.json.Json.JsonNull;
import org.tidewaiter.model.json.Json.JsonNumber;
import org.tidewaiter.model.json.Json.JsonObject;
import org.tidewaiter.model.json.Json.JsonString;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// Reads one JSON document whole. A key that stands twice in an object, anything after the
/// document, and more than [#MAX_DEPTH] levels are refused.
///
/// @see "RFC 8259, RFC 7493 (I-JSON) section 2.3"
public final class JsonReader {
    public static final int MAX_DEPTH = 128;
    private static final int MAX_NUMBER_LENGTH = 400;

    /// The streaming reader's factory with our limits, for documents too large for a tree.
    public static final JsonFactory STRICT =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MAX_DEPTH)
                                    .maxNumberLength(MAX_NUMBER_LENGTH)
                                    .maxStringLength(64 << 20)
                                    .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private JsonReader() {}

    /// @param utf8 the caller bounds its size; the tree takes about ten times as much memory
    /// @throws MalformedJsonException if it is not exactly one JSON document within the limits
    public static Json read(byte[] utf8) throws MalformedJsonException {
        int start = hasByteOrderMark(utf8) ? 3 : 0;
        try (var parser =
                STRICT.createParser(ObjectReadContext.empty(), utf8, start, utf8.length - start)) {
            if (parser.nextToken() == null) {
                throw new MalformedJsonException("empty");
            }
            var value = value(parser);
            if (parser.nextToken() != null) {
                throw new MalformedJsonException("something follows the document");
            }
            return value;
        } catch (JacksonException e) {
            throw new MalformedJsonException(e.getOriginalMessage() + " at " + place(e));
        }
    }

    private static boolean hasByteOrderMark(byte[] utf8) {
        return utf8.length >= 3
                && utf8[0] == (byte) 0xef
                && utf8[1] == (byte) 0xbb
                && utf8[2] == (byte) 0xbf;
    }

    private static String place(JacksonException e) {
        var location = e.getLocation();
        return location == null
                ? "an unknown place"
                : "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static Json value(JsonParser parser) throws MalformedJsonException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> new JsonString(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
            case VALUE_TRUE -> new JsonBoolean(true);
            case VALUE_FALSE -> new JsonBoolean(false);
            case VALUE_NULL -> new JsonNull();
            default -> throw new MalformedJsonException("unexpected " + parser.currentToken());
        };
    }

    private static Json number(JsonParser parser) throws MalformedJsonException {
        try {
            return new JsonNumber(new BigDecimal(parser.getString()));
        } catch (NumberFormatException e) {
            throw new MalformedJsonException("a number out of range: " + e.getMessage());
        }
    }

    private static Json object(JsonParser parser) throws MalformedJsonException {
        var members = new LinkedHashMap<String, Json>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return new JsonObject(members);
    }

    private static Json array(JsonParser parser) throws MalformedJsonException {
        var items = new ArrayList<Json>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return new JsonArray(items);
    }
}
