package org.tidewaiter.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tidewaiter.model.Check;
import org.tidewaiter.policy.yaml.MalformedYamlException;
import org.tidewaiter.policy.yaml.Yaml;
import org.tidewaiter.policy.yaml.Yaml.YamlMapping;

/// Reads Trivy's `.trivyignore.yaml`: of its parts those about vulnerabilities, misconfigurations
/// and secrets, whose entries have an `id`, and may have `paths`, `purls`, `expired_at` and a
/// `statement`. `expired_at` is the first day on which an entry does not count any more. An id is
/// compared with ours, and ours without the room.
final class TrivyIgnoreYaml {
    private static final String FLAWS = "vulnerabilities";
    private static final Map<String, Check.Kind> CHECKS =
            Map.of("misconfigurations", Check.Kind.SETTING, "secrets", Check.Kind.SECRET);
    private static final Set<String> PARTS =
            Set.of(FLAWS, "misconfigurations", "secrets", "licenses");
    private static final Set<String> KEYS =
            Set.of("id", "paths", "purls", "expired_at", "statement");

    private TrivyIgnoreYaml() {}

    static IgnoreFile read(String name, YamlMapping top) throws MalformedYamlException {
        top.mapping(name, PARTS);
        var rules = new ArrayList<IgnoreRule>();
        var others = new ArrayList<String>();
        for (var part : top.fields().entrySet()) {
            var key = part.getKey();
            if (key.equals(FLAWS) || CHECKS.containsKey(key)) {
                for (var item : part.getValue().items("'" + key + "'")) {
                    var kind = Optional.ofNullable(CHECKS.get(key));
                    rules.add(rule(name, item.mapping("an entry", KEYS), kind));
                }
            } else {
                others.add(key);
            }
        }
        return new IgnoreFile(rules, IgnoreFile.notRead(name, others));
    }

    private static IgnoreRule rule(String name, YamlMapping entry, Optional<Check.Kind> kind)
            throws MalformedYamlException {
        var conditions = new ArrayList<IgnoreCondition>();
        conditions.add(
                kind.<IgnoreCondition>map(IgnoreCondition.OfKind::new)
                        .orElseGet(IgnoreCondition.OfFlaw::new));
        conditions.add(new IgnoreCondition.Id(entry.need("id").text("'id'"), true));
        var paths = entry.get("paths");
        if (paths.isPresent()) {
            conditions.add(new IgnoreCondition.AnyPath(IgnoreFile.globs(paths.get(), "'paths'")));
        }
        var purls = entry.get("purls");
        if (purls.isPresent()) {
            conditions.add(new IgnoreCondition.AnyPurl(purls(purls.get())));
        }
        var statement = entry.get("statement");
        return new IgnoreRule(
                name,
                entry.line(),
                conditions,
                statement.isPresent() ? statement.get().text("'statement'") : "",
                expiry(entry.get("expired_at")));
    }

    private static List<PurlPattern> purls(Yaml list) throws MalformedYamlException {
        var purls = new ArrayList<PurlPattern>();
        for (var item : list.items("'purls'")) {
            var text = item.text("a purl");
            purls.add(
                    PurlPattern.parse(text)
                            .orElseThrow(() ->
                                    new MalformedYamlException(
                                            item.line(), "'%s' is not a purl".formatted(text))));
        }
        return purls;
    }

    private static Optional<LocalDate> expiry(Optional<Yaml> field) throws MalformedYamlException {
        return field.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        TrivyIgnoreText.date(field.get().line(), field.get().text("'expired_at'")));
    }
}
