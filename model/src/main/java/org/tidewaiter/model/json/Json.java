package org.tidewaiter.model.json;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A JSON value. The accessors ask for a shape and give an empty answer where the value has
/// another, since a document of somebody else's making may have any.
public sealed interface Json {
    /// @param members in the order of the document
    record JsonObject(Map<String, Json> members) implements Json {
        public JsonObject {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }
    }

    record JsonArray(List<Json> items) implements Json {
        public JsonArray {
            items = List.copyOf(items);
        }
    }

    record JsonString(String value) implements Json {}

    record JsonNumber(BigDecimal value) implements Json {}

    record JsonBoolean(boolean value) implements Json {}

    record JsonNull() implements Json {}

    /// @return JSON null where this is no object or has no such member
    default Json get(String name) {
        return this instanceof JsonObject(var members)
                ? members.getOrDefault(name, new JsonNull())
                : new JsonNull();
    }

    default boolean has(String name) {
        return this instanceof JsonObject(var members) && members.containsKey(name);
    }

    /// @return no items where this is no array
    default List<Json> items() {
        return this instanceof JsonArray array ? array.items : List.of();
    }

    /// @return no members where this is no object
    default Map<String, Json> members() {
        return this instanceof JsonObject object ? object.members : Map.of();
    }

    default Optional<String> text() {
        return this instanceof JsonString(var value) ? Optional.of(value) : Optional.empty();
    }

    /// The text of a member; empty where there is none.
    default String text(String name) {
        return get(name).text().orElse("");
    }

    default Optional<BigDecimal> number() {
        return this instanceof JsonNumber(var value) ? Optional.of(value) : Optional.empty();
    }

    /// @return nothing where this is no whole number that fits
    default Optional<Long> wholeNumber() {
        if (!(this instanceof JsonNumber(var value)) || value.precision() - value.scale() > 20) {
            return Optional.empty();
        }
        try {
            return Optional.of(value.longValueExact());
        } catch (ArithmeticException _) {
            return Optional.empty();
        }
    }

    default boolean isTrue() {
        return this instanceof JsonBoolean(var value) && value;
    }
}
