package org.tidewaiter.policy.fact;

import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.Json.JsonArray;
import org.tidewaiter.model.json.Json.JsonBoolean;
import org.tidewaiter.model.json.Json.JsonNumber;
import org.tidewaiter.model.json.Json.JsonObject;
import org.tidewaiter.model.json.Json.JsonString;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.model.json.MalformedJsonException;
import org.tidewaiter.policy.fact.Shape.Group;
import org.tidewaiter.policy.fact.Shape.Many;
import org.tidewaiter.policy.fact.Shape.Text;
import org.tidewaiter.policy.fact.Shape.Texts;
import org.tidewaiter.policy.fact.Shape.Time;
import org.tidewaiter.policy.fact.Shape.Truth;
import org.tidewaiter.policy.fact.Shape.Whole;

/// The document in which facts are kept: an object with a member for each fact that is known, in
/// the order of the records. The same facts give the same bytes.
///
/// Where it is read, a member of a record may be missing, and is then empty, 0, false or absent.
/// What the records do not have, or have as something else, is refused.
public final class FactsJson {
    private static final String FORMAT = "tidewaiter-facts-1";

    private FactsJson() {}

    /// @param out stays open
    public static void write(Facts facts, OutputStream out) {
        var tree = (JsonObject) json(FactTree.of(Shape.Group.FACTS, facts));
        try (var json = new JsonWriter(out)) {
            json.beginObject().field("format", FORMAT);
            tree.members().forEach(json::field);
            json.endObject();
        }
    }

    private static Json json(Object tree) {
        return switch (tree) {
            case Long whole -> new JsonNumber(BigDecimal.valueOf(whole));
            case Double number -> new JsonNumber(BigDecimal.valueOf(number));
            case Boolean truth -> new JsonBoolean(truth);
            case List<?> items -> new JsonArray(items.stream().map(FactsJson::json).toList());
            case Map<?, ?> map -> {
                var members = new LinkedHashMap<String, Json>();
                map.forEach((name, value) -> members.put(name.toString(), json(value)));
                yield new JsonObject(members);
            }
            default -> new JsonString(tree.toString());
        };
    }

    /// @param name of the file, for messages
    /// @throws ProblemException `facts-malformed`
    public static Facts read(String name, byte[] utf8) throws ProblemException {
        try {
            if (!(JsonReader.read(utf8) instanceof JsonObject(var members))
                    || !members.getOrDefault("format", new Json.JsonNull())
                            .equals(new JsonString(FORMAT))) {
                throw new MalformedJsonException(
                        "it is no object with the 'format' '%s'".formatted(FORMAT));
            }
            var rest = new LinkedHashMap<>(members);
            rest.remove("format");
            return FactTree.facts(members(Shape.Group.FACTS, rest, "the document"));
        } catch (MalformedJsonException e) {
            throw new ProblemException(
                    "facts-malformed",
                    "%s: %s".formatted(name, e.getMessage()),
                    "write it with 'tidewaiter policy facts IMAGE'");
        }
    }

    private static Object tree(Shape shape, Json json, String place) throws MalformedJsonException {
        return switch (shape) {
            case Text(var words)
                    when json instanceof JsonString(var text)
                            && (words.isEmpty() || words.contains(text)) ->
                    text;
            case Whole(var most)
                    when json.wholeNumber().filter(one -> fits(one, most)).isPresent() ->
                    json.wholeNumber().get();
            case Shape.Decimal _
                    when json instanceof JsonNumber(var number)
                            && Double.isFinite(number.doubleValue()) ->
                    number.doubleValue();
            case Truth _ when json instanceof JsonBoolean(var truth) -> truth;
            case Time _ when json instanceof JsonString(var text) -> time(text, place);
            case Texts _ when json instanceof JsonObject(var members) -> texts(members, place);
            case Many(var of) when json instanceof JsonArray(var items) -> items(of, items, place);
            case Group group when json instanceof JsonObject(var members) ->
                    members(group, members, place);
            default -> throw new MalformedJsonException(place + " is not " + shape.word());
        };
    }

    private static boolean fits(long whole, long most) {
        return whole <= most && whole >= -most - 1;
    }

    private static Instant time(String text, String place) throws MalformedJsonException {
        try {
            return Instant.parse(text);
        } catch (DateTimeException _) {
            throw new MalformedJsonException(place + " is no time like 2026-11-23T12:00:00Z");
        }
    }

    private static Map<String, Object> texts(Map<String, Json> members, String place)
            throws MalformedJsonException {
        var texts = new LinkedHashMap<String, Object>();
        for (var member : members.entrySet()) {
            texts.put(
                    member.getKey(),
                    tree(new Text(List.of()), member.getValue(), place + "." + member.getKey()));
        }
        return texts;
    }

    private static List<Object> items(Shape of, List<Json> items, String place)
            throws MalformedJsonException {
        var trees = new ArrayList<Object>(items.size());
        for (var item : items) {
            trees.add(tree(of, item, "%s[%d]".formatted(place, trees.size())));
        }
        return trees;
    }

    private static Map<String, Object> members(Group group, Map<String, Json> members, String place)
            throws MalformedJsonException {
        var trees = new LinkedHashMap<String, Object>();
        for (var given : members.entrySet()) {
            var member =
                    group.member(given.getKey())
                            .orElseThrow(() ->
                                    new MalformedJsonException(
                                            "%s has '%s', which is no fact"
                                                    .formatted(place, given.getKey())));
            trees.put(
                    member.name(),
                    tree(member.shape(), given.getValue(), place + "." + member.name()));
        }
        return trees;
    }
}
