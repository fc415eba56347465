package org.tidewaiter.gate.docker;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.model.json.MalformedJsonException;

/// An object of JSON as the daemon, a program in Go, understands it. What Go would take in a way
/// that depends on its version, or that another reader might take otherwise, is refused: members
/// that stand twice, also where they differ in case only, bytes that are no UTF-8, and what follows
/// the document.
///
/// In Go, `K` (the Kelvin sign) and `ſ` (the long s) are letters of another case of `k` and `s`.
///
/// @see "Go, encoding/json, Unmarshal"
record GoObject(Map<String, Json> members) {
    static final GoObject EMPTY = new GoObject(Map.of());

    static GoObject read(byte[] bytes) throws MalformedJsonException {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException _) {
            throw new MalformedJsonException("not UTF-8");
        }
        return object(JsonReader.read(bytes), "the body").orElse(EMPTY);
    }

    static GoObject of(Json json) throws MalformedJsonException {
        return object(json, "it").orElse(EMPTY);
    }

    private static Optional<GoObject> object(Json json, String what) throws MalformedJsonException {
        return switch (json) {
            case Json.JsonObject(var members) -> Optional.of(new GoObject(members));
            case Json.JsonNull _ -> Optional.empty();
            default -> throw wrong(what, "an object");
        };
    }

    /// JSON's null counts as absent.
    Optional<Json> member(String name) throws MalformedJsonException {
        var folded = fold(name);
        var found = new ArrayList<Json>();
        members.forEach((key, value) -> {
            if (fold(key).equals(folded)) {
                found.add(value);
            }
        });
        if (found.size() > 1) {
            throw new MalformedJsonException("'%s' stands there twice".formatted(name));
        }
        return found.stream().filter(value -> !(value instanceof Json.JsonNull)).findFirst();
    }

    private static String fold(String name) {
        return name.replace('\u212a', 'k').replace('\u017f', 's').toLowerCase(Locale.ROOT);
    }

    boolean has(String name) throws MalformedJsonException {
        return member(name).isPresent();
    }

    GoObject object(String name) throws MalformedJsonException {
        var member = member(name);
        return member.isEmpty() ? EMPTY : object(member.get(), name).orElse(EMPTY);
    }

    String text(String name) throws MalformedJsonException {
        return switch (member(name).orElse(new Json.JsonNull())) {
            case Json.JsonString(var value) -> value;
            case Json.JsonNull _ -> "";
            default -> throw wrong(name, "a string");
        };
    }

    boolean truth(String name) throws MalformedJsonException {
        return switch (member(name).orElse(new Json.JsonNull())) {
            case Json.JsonBoolean(var value) -> value;
            case Json.JsonNull _ -> false;
            default -> throw wrong(name, "true or false");
        };
    }

    long number(String name) throws MalformedJsonException {
        var member = member(name);
        if (member.isEmpty()) {
            return 0;
        }
        return member.get().wholeNumber().orElseThrow(() -> wrong(name, "a whole number"));
    }

    /// Also where one string stands for a list of it, as the daemon has it for commands.
    List<String> texts(String name) throws MalformedJsonException {
        return switch (member(name).orElse(new Json.JsonNull())) {
            case Json.JsonString(var value) -> List.of(value);
            case Json.JsonArray(var items) -> {
                var texts = new ArrayList<String>();
                for (var item : items) {
                    texts.add(item.text().orElseThrow(() -> wrong(name, "a list of strings")));
                }
                yield texts;
            }
            case Json.JsonNull _ -> List.of();
            default -> throw wrong(name, "a list of strings");
        };
    }

    List<GoObject> objects(String name) throws MalformedJsonException {
        return objects(name, member(name).orElse(new Json.JsonNull()));
    }

    /// Of a member whose name is data, so that its case counts.
    List<GoObject> exactObjects(String key) throws MalformedJsonException {
        return objects(key, members.getOrDefault(key, new Json.JsonNull()));
    }

    private static List<GoObject> objects(String name, Json list) throws MalformedJsonException {
        return switch (list) {
            case Json.JsonArray(var items) -> {
                var objects = new ArrayList<GoObject>();
                for (var item : items) {
                    objects.add(object(item, name).orElse(EMPTY));
                }
                yield objects;
            }
            case Json.JsonNull _ -> List.of();
            default -> throw wrong(name, "a list");
        };
    }

    /// Whose keys are data, so that their case counts.
    SortedMap<String, String> map(String name) throws MalformedJsonException {
        var map = new TreeMap<String, String>();
        for (var entry : object(name).members.entrySet()) {
            map.put(
                    entry.getKey(),
                    entry.getValue().text().orElseThrow(() -> wrong(name, "strings by name")));
        }
        return map;
    }

    /// With a value in place of what it has under a name, whatever its case.
    GoObject with(String name, Json value) {
        var joined = new LinkedHashMap<>(members);
        joined.keySet().removeIf(key -> fold(key).equals(fold(name)));
        joined.put(name, value);
        return new GoObject(joined);
    }

    private static MalformedJsonException wrong(String name, String shape) {
        return new MalformedJsonException("'%s' is not %s".formatted(name, shape));
    }
}
