package org.tidewaiter.policy.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.policy.fact.FactTree;
import org.tidewaiter.policy.fact.Facts;
import org.tidewaiter.policy.yaml.MalformedYamlException;
import org.tidewaiter.policy.yaml.Yaml;
import org.tidewaiter.policy.yaml.Yaml.YamlMapping;

/// One case of the tests that stand beside a policy: some facts, and what the policy must say.
///
/// ```yaml
/// cases:
///   - name: a critical flaw does not go to prod
///     stage: prod
///     at: 2026-11-23                # optional
///     ask: [no-critical]            # optional: only these rules
///     facts: {findings: [{id: CVE-2026-1, severity: critical}]}
///     expect: deny                  # allow, warn or deny
///     rules: [no-critical]          # optional: exactly these object
/// ```
///
/// @param line in its file, from 1
/// @param ask empty for all rules
/// @param objecting where the case says which rules must object
public record PolicyCase(
        String name,
        int line,
        Facts facts,
        SortedSet<String> ask,
        String expect,
        Optional<SortedSet<String>> objecting) {
    private static final int MOST = 2_000;
    private static final String USUAL_TIME = "2026-01-01";
    private static final Set<String> KEYS =
            Set.of("name", "stage", "at", "ask", "facts", "expect", "rules");
    private static final Set<String> VERDICTS = Set.of("allow", "warn", "deny");

    /// @param name of the file, for messages
    /// @param yaml its whole text
    /// @return in the order of the file
    /// @throws ProblemException `policy-test-malformed`, with the line
    public static List<PolicyCase> read(String name, String yaml) throws ProblemException {
        try {
            return cases(yaml);
        } catch (MalformedYamlException e) {
            throw new ProblemException(
                    "policy-test-malformed",
                    "%s, line %d: %s".formatted(name, e.line(), e.getMessage()),
                    "correct that line of " + name);
        }
    }

    private static List<PolicyCase> cases(String yaml) throws MalformedYamlException {
        var document =
                Yaml.read(yaml)
                        .orElseThrow(() -> new MalformedYamlException(1, "there is nothing in it"));
        var items =
                document.mapping("a file of tests", Set.of("cases")).need("cases").items("'cases'");
        if (items.size() > MOST) {
            throw new MalformedYamlException(1, "more than %d cases".formatted(MOST));
        }
        var cases = new ArrayList<PolicyCase>();
        for (var item : items) {
            cases.add(one(item.mapping("a case", KEYS)));
        }
        return List.copyOf(cases);
    }

    private static PolicyCase one(YamlMapping fields) throws MalformedYamlException {
        var expect = fields.need("expect").text("'expect'");
        if (!VERDICTS.contains(expect)) {
            throw new MalformedYamlException(
                    fields.need("expect").line(),
                    "'%s' is none of allow, warn, deny".formatted(expect));
        }
        return new PolicyCase(
                fields.need("name").text("'name'"),
                fields.line(),
                facts(fields),
                ids(fields.get("ask")).orElseGet(TreeSet::new),
                expect,
                ids(fields.get("rules")));
    }

    private static Facts facts(YamlMapping fields) throws MalformedYamlException {
        var tree = new LinkedHashMap<String, Object>();
        var given = fields.get("facts");
        if (given.isPresent()) {
            tree.putAll(FactsYaml.facts(given.get()));
        }
        var at = fields.get("at");
        tree.put("stage", fields.need("stage").text("'stage'"));
        tree.put(
                "now",
                at.isPresent()
                        ? FactsYaml.time(at.get().text("'at'"), at.get())
                        : FactsYaml.time(USUAL_TIME, fields));
        return FactTree.facts(tree);
    }

    private static Optional<SortedSet<String>> ids(Optional<Yaml> field)
            throws MalformedYamlException {
        if (field.isEmpty()) {
            return Optional.empty();
        }
        var ids = new TreeSet<String>();
        for (var item : field.get().items("rules")) {
            ids.add(item.text("a rule"));
        }
        return Optional.of(ids);
    }
}
