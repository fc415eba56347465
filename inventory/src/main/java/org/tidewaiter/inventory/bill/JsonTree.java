package org.tidewaiter.inventory.bill;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.model.json.Json;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// One value of a document that is read piece by piece. The parser bounds its depth; the number of
/// values in it is bounded here.
final class JsonTree {
    private static final int MAX_VALUES = 1_000_000;

    private final JsonParser parser;
    private int values;

    private JsonTree(JsonParser parser) {
        this.parser = parser;
    }

    /// @param parser stands at the value, and then at its end
    static Json read(JsonParser parser) throws MalformedFileException {
        return new JsonTree(parser).value();
    }

    /// Takes one item of an array.
    @FunctionalInterface
    interface Items {
        void take(Json item) throws MalformedFileException;
    }

    /// Reads an array item by item; anything else is passed over.
    ///
    /// @param parser stands at the value, and then at its end
    static void readItems(JsonParser parser, Items items) throws MalformedFileException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.take(read(parser));
        }
    }

    private Json value() throws MalformedFileException {
        if (++values > MAX_VALUES) {
            throw new MalformedFileException("one component holds more than 1,000,000 values");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> new Json.JsonString(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.JsonNumber(BigDecimal.ZERO);
            case VALUE_TRUE -> new Json.JsonBoolean(true);
            case VALUE_FALSE -> new Json.JsonBoolean(false);
            default -> new Json.JsonNull();
        };
    }

    private Json object() throws MalformedFileException {
        var members = new LinkedHashMap<String, Json>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            members.put(name, value());
        }
        return new Json.JsonObject(members);
    }

    private Json array() throws MalformedFileException {
        var items = new ArrayList<Json>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value());
        }
        return new Json.JsonArray(items);
    }
}
