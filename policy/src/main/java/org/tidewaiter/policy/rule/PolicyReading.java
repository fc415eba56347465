package org.tidewaiter.policy.rule;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.tidewaiter.model.Digest;
import org.tidewaiter.policy.rule.Rule.Let;
import org.tidewaiter.policy.yaml.MalformedYamlException;
import org.tidewaiter.policy.yaml.Yaml;
import org.tidewaiter.policy.yaml.Yaml.YamlMapping;
import org.tidewaiter.policy.yaml.Yaml.YamlScalar;

/// Reads one file of rules, and the built-in sets that it includes. What it does not know, what
/// stands twice and what does not fit is refused with its line.
final class PolicyReading {
    private static final int MOST_RULES = 500;
    private static final int MOST_LETS = 20;
    private static final int MOST_OF_MESSAGE = 2_000;
    private static final Set<String> KEYS =
            Set.of("policy", "about", "stages", "include", "without", "rules");
    private static final Set<String> TERMS = Set.of("validity", "grace", "head", "unsure");
    private static final Set<String> RULE_KEYS =
            Set.of(
                    "id", "about", "stages", "action", "when", "let", "forbid", "require",
                    "message", "grace");
    private static final Pattern ID = Pattern.compile("[a-z0-9]+([-./][a-z0-9]+)*");
    private static final Pattern NAME = Pattern.compile("[a-z][a-zA-Z0-9]*");
    private static final Pattern TIME = Pattern.compile("(\\d{1,5})([mhd])");

    private final Language facts = Language.ofFacts();
    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final SortedMap<String, StageTerms> terms = new TreeMap<>();
    private final Set<String> included = new TreeSet<>();
    private final StringBuilder texts = new StringBuilder();

    static Policy read(String yaml) throws MalformedYamlException {
        return new PolicyReading().policy(yaml);
    }

    private Policy policy(String yaml) throws MalformedYamlException {
        var file = file(yaml);
        return new Policy(file.name, digest(), terms, List.copyOf(rules.values()), file.own);
    }

    private Digest digest() {
        try {
            var bytes = texts.toString().getBytes(StandardCharsets.UTF_8);
            return Digest.ofSha256(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// @param own ids of the rules that stand in it, and are not included
    private record ReadFile(String name, SortedSet<String> own) {}

    private ReadFile file(String yaml) throws MalformedYamlException {
        var document =
                Yaml.read(yaml)
                        .orElseThrow(() -> new MalformedYamlException(1, "there is nothing in it"));
        var top = document.mapping("a file of rules", KEYS);
        texts.append(yaml);
        var name = id(top.need("policy"), "'policy'");
        for (var item : items(top, "include")) {
            include(item);
        }
        for (var item : items(top, "without")) {
            var id = id(item, "'without'");
            if (rules.remove(id) == null) {
                throw new MalformedYamlException(
                        item.line(), "no rule that is included is '%s'".formatted(id));
            }
        }
        readTerms(top);
        var here = new TreeSet<String>();
        for (var item : items(top, "rules")) {
            var rule = rule(item.mapping("a rule", RULE_KEYS));
            if (!here.add(rule.id())) {
                throw new MalformedYamlException(
                        item.line(), "a second rule is '%s'".formatted(rule.id()));
            }
            rules.put(rule.id(), rule);
        }
        if (rules.size() > MOST_RULES) {
            throw new MalformedYamlException(1, "more than %d rules".formatted(MOST_RULES));
        }
        return new ReadFile(name, here);
    }

    private void include(Yaml item) throws MalformedYamlException {
        var set = item.text("'include'");
        if (!PolicyFiles.BUILT_IN.contains(set)) {
            throw new MalformedYamlException(
                    item.line(),
                    "no built-in set is '%s'; there are %s"
                            .formatted(set, String.join(", ", PolicyFiles.BUILT_IN)));
        }
        if (included.add(set)) {
            file(PolicyFiles.textOf(set));
        }
    }

    private void readTerms(YamlMapping top) throws MalformedYamlException {
        var stages = top.get("stages");
        if (stages.isEmpty()) {
            return;
        }
        if (!(stages.get() instanceof YamlMapping(_, var fields))) {
            throw new MalformedYamlException(stages.get().line(), "'stages' must be a mapping");
        }
        for (var stage : fields.entrySet()) {
            var given = stage.getValue().mapping("the terms of a stage", TERMS);
            var usual = terms.getOrDefault(stage.getKey(), StageTerms.STANDARD);
            terms.put(
                    stage.getKey(),
                    new StageTerms(
                            time(given.get("validity")).orElse(usual.validity()),
                            time(given.get("grace")).orElse(usual.grace()),
                            time(given.get("head")).orElse(usual.head()),
                            word(given.get("unsure"), StageTerms.Unsure.values())
                                    .orElse(usual.unsure())));
        }
    }

    private Rule rule(YamlMapping fields) throws MalformedYamlException {
        var id = id(fields.need("id"), "'id'");
        try {
            return new RuleReading(fields, id).rule();
        } catch (MalformedYamlException e) {
            throw new MalformedYamlException(
                    e.line(), "rule '%s': %s".formatted(id, e.getMessage()));
        }
    }

    /// One rule, whose names add up.
    private final class RuleReading {
        private final YamlMapping fields;
        private final String id;
        private final List<Let> lets = new ArrayList<>();
        private final Set<String> names = new TreeSet<>();
        private Language language = facts;

        RuleReading(YamlMapping fields, String id) {
            this.fields = fields;
            this.id = id;
        }

        Rule rule() throws MalformedYamlException {
            var when = fields.get("when");
            var asked =
                    when.isPresent()
                            ? Optional.of(truth(when.get(), "when"))
                            : Optional.<Expression>empty();
            readLets();
            var demand = demand();
            var message = message(demand);
            lets.forEach(let -> names.remove(let.name()));
            var moment = Moment.of(names);
            if (moment.isEmpty()) {
                throw new MalformedYamlException(
                        fields.line(),
                        "no moment knows all of %s: write two rules, one about the image and one about the request"
                                .formatted(String.join(", ", names)));
            }
            var about = fields.get("about");
            return new Rule(
                    id,
                    about.isPresent() ? about.get().text("'about'") : "",
                    stages(),
                    word(fields.get("action"), RuleAction.values()).orElse(RuleAction.DENY),
                    moment.get(),
                    new TreeSet<>(names),
                    asked,
                    lets,
                    demand,
                    message,
                    time(fields.get("grace")));
        }

        private SortedSet<String> stages() throws MalformedYamlException {
            var stages = new TreeSet<String>();
            var field = fields.get("stages");
            if (field.isPresent()) {
                for (var item : field.get().items("'stages'")) {
                    stages.add(item.text("a stage"));
                }
                if (stages.isEmpty()) {
                    throw new MalformedYamlException(
                            field.get().line(), "for no stage; leave 'stages' out for all");
                }
            }
            return stages;
        }

        private void readLets() throws MalformedYamlException {
            var field = fields.get("let");
            if (field.isEmpty()) {
                return;
            }
            if (!(field.get() instanceof YamlMapping(var line, var given))) {
                throw new MalformedYamlException(field.get().line(), "'let' must be a mapping");
            }
            if (given.size() > MOST_LETS) {
                throw new MalformedYamlException(
                        line, "more than %d names in 'let'".formatted(MOST_LETS));
            }
            for (var let : given.entrySet()) {
                var value = let.getValue();
                if (!NAME.matcher(let.getKey()).matches() || let.getKey().equals(Message.ELEMENT)) {
                    throw new MalformedYamlException(
                            value.line(), "'%s' is no name".formatted(let.getKey()));
                }
                var expression = expression(value, let.getKey());
                lets.add(new Let(let.getKey(), expression));
                try {
                    language = language.with(let.getKey(), expression);
                } catch (UnsoundException e) {
                    throw new MalformedYamlException(value.line(), String.valueOf(e.getMessage()));
                }
            }
        }

        private Demand demand() throws MalformedYamlException {
            var forbid = fields.get("forbid");
            var require = fields.get("require");
            if (forbid.isPresent() == require.isPresent()) {
                throw new MalformedYamlException(
                        fields.line(), "it needs 'forbid' or 'require', and not both");
            }
            if (require.isPresent()) {
                return new Demand.Require(truth(require.get(), "require"));
            }
            var expression = expression(forbid.get(), "forbid");
            if (expression.isList()) {
                return new Demand.ForbidEach(expression);
            }
            if (expression.isTruth()) {
                return new Demand.Forbid(expression);
            }
            throw new MalformedYamlException(
                    forbid.get().line(),
                    "'forbid' must be a list or a truth value, and is %s"
                            .formatted(expression.typeName()));
        }

        private Message message(Demand demand) throws MalformedYamlException {
            var field = fields.need("message");
            var text = field.text("'message'");
            if (text.length() > MOST_OF_MESSAGE) {
                throw new MalformedYamlException(
                        field.line(), "'message' is longer than " + MOST_OF_MESSAGE);
            }
            try {
                var message =
                        Message.read(
                                text,
                                demand instanceof Demand.ForbidEach(var list)
                                        ? language.withElement(Message.ELEMENT, list)
                                        : language);
                names.addAll(message.names());
                names.remove(Message.ELEMENT);
                return message;
            } catch (UnsoundException e) {
                throw new MalformedYamlException(field.line(), "'message': " + e.getMessage());
            }
        }

        private Expression truth(Yaml field, String key) throws MalformedYamlException {
            var expression = expression(field, key);
            if (!expression.isTruth()) {
                throw new MalformedYamlException(
                        field.line(),
                        "'%s' must be true or false, and is %s"
                                .formatted(key, expression.typeName()));
            }
            return expression;
        }

        private Expression expression(Yaml field, String key) throws MalformedYamlException {
            if (!(field instanceof YamlScalar)) {
                throw new MalformedYamlException(
                        field.line(),
                        "'%s' must be an expression; one that begins with '[' or '{' stands between quotes"
                                .formatted(key));
            }
            try {
                var expression = language.compile(field.text("'%s'".formatted(key)));
                names.addAll(expression.names());
                return expression;
            } catch (UnsoundException e) {
                throw new MalformedYamlException(
                        field.line(), "'%s': %s".formatted(key, e.getMessage()));
            }
        }
    }

    private static List<Yaml> items(YamlMapping fields, String key) throws MalformedYamlException {
        var field = fields.get(key);
        return field.isPresent() ? field.get().items("'%s'".formatted(key)) : List.of();
    }

    private static String id(Yaml field, String what) throws MalformedYamlException {
        var text = field.text(what);
        if (!ID.matcher(text).matches() || text.length() > 100) {
            throw new MalformedYamlException(
                    field.line(),
                    "%s must be lower-case words with hyphens between, and is '%s'"
                            .formatted(what, text));
        }
        return text;
    }

    private static Optional<Duration> time(Optional<Yaml> field) throws MalformedYamlException {
        if (field.isEmpty()) {
            return Optional.empty();
        }
        var text = field.get().text("a time");
        var match = TIME.matcher(text);
        if (!match.matches()) {
            throw new MalformedYamlException(
                    field.get().line(), "'%s' is no time like 14d, 24h or 30m".formatted(text));
        }
        long count = Long.parseLong(match.group(1));
        return Optional.of(
                switch (match.group(2)) {
                    case "d" -> Duration.ofDays(count);
                    case "h" -> Duration.ofHours(count);
                    default -> Duration.ofMinutes(count);
                });
    }

    private static <E extends Enum<E>> Optional<E> word(Optional<Yaml> field, E[] known)
            throws MalformedYamlException {
        if (field.isEmpty()) {
            return Optional.empty();
        }
        var text = field.get().text("a word");
        var words = new ArrayList<String>();
        for (var one : known) {
            words.add(one.name().toLowerCase(Locale.ROOT));
            if (words.getLast().equals(text)) {
                return Optional.of(one);
            }
        }
        throw new MalformedYamlException(
                field.get().line(), "'%s' is none of %s".formatted(text, String.join(", ", words)));
    }
}
