package org.tidewaiter.policy.rule;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tidewaiter.policy.fact.Shape;
import org.tidewaiter.policy.fact.Shape.Group;
import org.tidewaiter.policy.fact.Shape.Many;
import org.tidewaiter.policy.fact.Shape.Text;
import org.tidewaiter.policy.fact.Shape.Texts;
import org.tidewaiter.policy.fact.Shape.Time;
import org.tidewaiter.policy.fact.Shape.Truth;
import org.tidewaiter.policy.fact.Shape.Whole;
import org.tidewaiter.policy.yaml.MalformedYamlException;
import org.tidewaiter.policy.yaml.Yaml;
import org.tidewaiter.policy.yaml.Yaml.YamlMapping;
import org.tidewaiter.policy.yaml.Yaml.YamlScalar;
import org.tidewaiter.policy.yaml.Yaml.YamlSequence;

/// Facts as people write them in the tests of a policy. What a text without quotes means follows
/// from the fact, so that `user: 0` is a text and `layers: 0` a number.
final class FactsYaml {
    private FactsYaml() {}

    /// @return as [org.tidewaiter.policy.fact.FactTree] has them
    static Map<String, Object> facts(Yaml yaml) throws MalformedYamlException {
        if (yaml instanceof YamlMapping(_, var fields)) {
            return members(Shape.Group.FACTS, fields);
        }
        throw wrong(yaml, "'facts' must be a mapping");
    }

    private static Object tree(Shape shape, Yaml yaml) throws MalformedYamlException {
        return switch (shape) {
            case Text(var words) when yaml instanceof YamlScalar(_, var text) ->
                    word(words, text, yaml);
            case Whole(var most) when yaml instanceof YamlScalar(_, var text) ->
                    whole(text, most, yaml);
            case Shape.Decimal _ when yaml instanceof YamlScalar(_, var text) -> number(text, yaml);
            case Truth _ when yaml instanceof YamlScalar(_, var text) -> truth(text, yaml);
            case Time _ when yaml instanceof YamlScalar(_, var text) -> time(text, yaml);
            case Texts _ when yaml instanceof YamlMapping(_, var fields) -> texts(fields);
            case Many(var of) when yaml instanceof YamlSequence(_, var items) -> items(of, items);
            case Group group when yaml instanceof YamlMapping(_, var fields) ->
                    members(group, fields);
            default -> throw wrong(yaml, "this is not " + shape.word());
        };
    }

    private static String word(List<String> words, String text, Yaml yaml)
            throws MalformedYamlException {
        if (!words.isEmpty() && !words.contains(text)) {
            throw wrong(yaml, "'%s' is none of %s".formatted(text, String.join(", ", words)));
        }
        return text;
    }

    private static Long whole(String text, long most, Yaml yaml) throws MalformedYamlException {
        try {
            long value = Long.parseLong(text);
            if (value <= most && value >= -most - 1) {
                return value;
            }
        } catch (NumberFormatException _) {
            // told below
        }
        throw wrong(yaml, "'%s' is no whole number that fits".formatted(text));
    }

    private static Double number(String text, Yaml yaml) throws MalformedYamlException {
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException _) {
            // told below
        }
        throw wrong(yaml, "'%s' is no number".formatted(text));
    }

    private static Boolean truth(String text, Yaml yaml) throws MalformedYamlException {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(yaml, "'%s' is neither true nor false".formatted(text));
        };
    }

    static Instant time(String text, Yaml yaml) throws MalformedYamlException {
        try {
            return Instant.parse(text.contains("T") ? text : text + "T00:00:00Z");
        } catch (DateTimeException _) {
            throw wrong(
                    yaml,
                    "'%s' is no time like 2026-11-23 or 2026-11-23T12:00:00Z".formatted(text));
        }
    }

    private static Map<String, Object> texts(Map<String, Yaml> fields)
            throws MalformedYamlException {
        var texts = new LinkedHashMap<String, Object>();
        for (var field : fields.entrySet()) {
            texts.put(field.getKey(), tree(new Text(List.of()), field.getValue()));
        }
        return texts;
    }

    private static List<Object> items(Shape of, List<Yaml> items) throws MalformedYamlException {
        var trees = new ArrayList<Object>(items.size());
        for (var item : items) {
            trees.add(tree(of, item));
        }
        return trees;
    }

    private static Map<String, Object> members(Group group, Map<String, Yaml> fields)
            throws MalformedYamlException {
        var trees = new LinkedHashMap<String, Object>();
        for (var field : fields.entrySet()) {
            var member = group.member(field.getKey());
            if (member.isEmpty()) {
                throw wrong(field.getValue(), "'%s' is no fact".formatted(field.getKey()));
            }
            trees.put(field.getKey(), tree(member.get().shape(), field.getValue()));
        }
        return trees;
    }

    private static MalformedYamlException wrong(Yaml yaml, String message) {
        return new MalformedYamlException(yaml.line(), message);
    }
}
