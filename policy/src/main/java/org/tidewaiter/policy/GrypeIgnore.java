package org.tidewaiter.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tidewaiter.model.FindingState;
import org.tidewaiter.policy.yaml.MalformedYamlException;
import org.tidewaiter.policy.yaml.Yaml;
import org.tidewaiter.policy.yaml.Yaml.YamlMapping;

/// Reads the rules under `ignore` of Grype's configuration. All that a rule says must hold. Names
/// are regular expressions over the whole name, a location is a glob. A package of ours can have
/// several places, and then each must fit.
final class GrypeIgnore {
    private static final String RULES = "ignore";
    private static final Set<String> KEYS =
            Set.of("vulnerability", "include-aliases", "fix-state", "package", "reason");
    private static final Set<String> PACKAGE_KEYS =
            Set.of("name", "version", "language", "type", "location", "upstream-name");

    /// Grype's words for where a fix stands.
    private static final Map<String, List<FindingState>> FIX_STATES =
            Map.of(
                    "fixed",
                    List.of(FindingState.FIXED),
                    "wont-fix",
                    List.of(FindingState.WILL_NOT_FIX, FindingState.END_OF_LIFE),
                    "not-fixed",
                    List.of(FindingState.AFFECTED, FindingState.FIX_DEFERRED, FindingState.MINOR),
                    "unknown",
                    List.of(FindingState.UNDER_INVESTIGATION, FindingState.UNREADABLE));

    /// Types of purls by Grype's types of packages.
    private static final Map<String, String> TYPES =
            Map.ofEntries(
                    Map.entry("alpm", "alpm"),
                    Map.entry("apk", "apk"),
                    Map.entry("binary", "generic"),
                    Map.entry("bitnami", "bitnami"),
                    Map.entry("cocoapods", "cocoapods"),
                    Map.entry("pod", "cocoapods"),
                    Map.entry("conan", "conan"),
                    Map.entry("conda", "conda"),
                    Map.entry("dart-pub", "pub"),
                    Map.entry("deb", "deb"),
                    Map.entry("dotnet", "nuget"),
                    Map.entry("gem", "gem"),
                    Map.entry("github-action", "github"),
                    Map.entry("go-module", "golang"),
                    Map.entry("hackage", "hackage"),
                    Map.entry("hex", "hex"),
                    Map.entry("java-archive", "maven"),
                    Map.entry("npm", "npm"),
                    Map.entry("php-composer", "composer"),
                    Map.entry("portage", "ebuild"),
                    Map.entry("python", "pypi"),
                    Map.entry("R-package", "cran"),
                    Map.entry("rpm", "rpm"),
                    Map.entry("rust-crate", "cargo"),
                    Map.entry("swift", "swift"));

    /// Types of purls by Grype's languages.
    private static final Map<String, String> LANGUAGES =
            Map.ofEntries(
                    Map.entry("c++", "conan"),
                    Map.entry("dart", "pub"),
                    Map.entry("dotnet", "nuget"),
                    Map.entry("elixir", "hex"),
                    Map.entry("erlang", "hex"),
                    Map.entry("go", "golang"),
                    Map.entry("haskell", "hackage"),
                    Map.entry("java", "maven"),
                    Map.entry("javascript", "npm"),
                    Map.entry("php", "composer"),
                    Map.entry("python", "pypi"),
                    Map.entry("R", "cran"),
                    Map.entry("ruby", "gem"),
                    Map.entry("rust", "cargo"),
                    Map.entry("swift", "swift"));

    private GrypeIgnore() {}

    static IgnoreFile read(String name, YamlMapping top) throws MalformedYamlException {
        var rules = new ArrayList<IgnoreRule>();
        for (var item : top.need(RULES).items("'ignore'")) {
            rules.add(rule(name, item.mapping("a rule", KEYS)));
        }
        var others = top.fields().keySet().stream().filter(key -> !key.equals(RULES)).toList();
        return new IgnoreFile(rules, IgnoreFile.notRead(name, others));
    }

    private static IgnoreRule rule(String name, YamlMapping rule) throws MalformedYamlException {
        var conditions = new ArrayList<IgnoreCondition>();
        var id = text(rule, "vulnerability");
        var aliases = text(rule, "include-aliases");
        if (id.isPresent()) {
            conditions.add(new IgnoreCondition.Id(id.get(), aliases.equals(Optional.of("true"))));
        }
        if (aliases.isPresent() && !Set.of("true", "false").contains(aliases.get())) {
            throw new MalformedYamlException(
                    rule.line(), "'include-aliases' must be true or false");
        }
        var fix = rule.get("fix-state");
        if (fix.isPresent()) {
            conditions.add(new IgnoreCondition.FixState(known(fix.get(), FIX_STATES, "fix-state")));
        }
        var packages = rule.get("package");
        if (packages.isPresent()) {
            conditions.addAll(ofPackage(packages.get().mapping("'package'", PACKAGE_KEYS)));
        }
        if (conditions.isEmpty()) {
            throw new MalformedYamlException(rule.line(), "the rule would ignore everything");
        }
        return new IgnoreRule(
                name, rule.line(), conditions, text(rule, "reason").orElse(""), Optional.empty());
    }

    private static List<IgnoreCondition> ofPackage(YamlMapping asked)
            throws MalformedYamlException {
        var conditions = new ArrayList<IgnoreCondition>();
        for (var field : asked.fields().entrySet()) {
            var value = field.getValue();
            var what = "'" + field.getKey() + "'";
            conditions.add(
                    switch (field.getKey()) {
                        case "name" -> new IgnoreCondition.Name(pattern(value, what));
                        case "upstream-name" ->
                                new IgnoreCondition.UpstreamName(pattern(value, what));
                        case "version" -> new IgnoreCondition.Version(value.text(what));
                        case "location" ->
                                new IgnoreCondition.AnyPath(List.of(IgnoreFile.glob(value, what)));
                        case "type" -> new IgnoreCondition.PurlType(known(value, TYPES, "type"));
                        default ->
                                new IgnoreCondition.PurlType(known(value, LANGUAGES, "language"));
                    });
        }
        return conditions;
    }

    private static NamePattern pattern(Yaml field, String what) throws MalformedYamlException {
        var text = field.text(what);
        return NamePattern.parse(text)
                .orElseThrow(() ->
                        new MalformedYamlException(
                                field.line(), "'%s' is no regular expression".formatted(text)));
    }

    private static <T> T known(Yaml field, Map<String, T> words, String what)
            throws MalformedYamlException {
        var word = field.text("'" + what + "'");
        var meaning = words.get(word);
        if (meaning == null) {
            throw new MalformedYamlException(
                    field.line(),
                    "no %s is called '%s'; known are %s"
                            .formatted(
                                    what,
                                    word,
                                    String.join(", ", words.keySet().stream().sorted().toList())));
        }
        return meaning;
    }

    private static Optional<String> text(YamlMapping rule, String key)
            throws MalformedYamlException {
        var field = rule.get(key);
        return field.isPresent()
                ? Optional.of(field.get().text("'" + key + "'"))
                : Optional.empty();
    }
}
