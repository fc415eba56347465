package org.tidewaiter.signing.clearance;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.Json.JsonArray;
import org.tidewaiter.model.json.Json.JsonNumber;
import org.tidewaiter.model.json.Json.JsonObject;
import org.tidewaiter.model.json.Json.JsonString;

/// An object in the making.
final class JsonParts {
    private final Map<String, Json> members = new LinkedHashMap<>();

    JsonParts put(String name, Object text) {
        return put(name, new JsonString(text.toString()));
    }

    JsonParts put(String name, long number) {
        return put(name, new JsonNumber(BigDecimal.valueOf(number)));
    }

    JsonParts put(String name, JsonParts object) {
        return put(name, object.json());
    }

    JsonParts put(String name, Collection<?> texts) {
        return put(name, texts, text -> new JsonString(text.toString()));
    }

    <T> JsonParts put(String name, Collection<T> values, Function<T, Json> form) {
        List<Json> items = values.stream().map(form).toList();
        return put(name, new JsonArray(items));
    }

    private JsonParts put(String name, Json value) {
        members.put(name, value);
        return this;
    }

    JsonObject json() {
        return new JsonObject(members);
    }
}
