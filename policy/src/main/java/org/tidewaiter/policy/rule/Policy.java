package org.tidewaiter.policy.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidewaiter.model.Digest;
import org.tidewaiter.policy.fact.Facts;

/// A file of rules that was read and whose expressions are sound. May be asked by many threads.
public final class Policy {
    private static final Set<String> USUAL_STAGES = Set.of("dev", "stage", "prod");
    private static final Pattern STAGE_COMPARED =
            Pattern.compile("(?<![\\w.])stage (?:==|!=) ['\"]([a-z0-9-]{1,100})['\"]");

    private final String name;
    private final Digest digest;
    private final SortedMap<String, StageTerms> terms;
    private final List<Rule> rules;
    private final SortedSet<String> own;

    Policy(
            String name,
            Digest digest,
            SortedMap<String, StageTerms> terms,
            List<Rule> rules,
            SortedSet<String> own) {
        this.name = name;
        this.digest = digest;
        this.terms = terms;
        this.rules = List.copyOf(rules);
        this.own = own;
    }

    /// One that asks nothing of an image, with the terms of every stage as they are where none are
    /// written.
    public static Policy withoutRules() {
        return new Policy(
                "none",
                new Digest(
                        "sha256",
                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
                new TreeMap<>(),
                List.of(),
                new TreeSet<>());
    }

    /// As the file calls itself.
    public String name() {
        return name;
    }

    /// Of the file's text, and behind it those of the built-in sets that it includes.
    public Digest digest() {
        return digest;
    }

    public StageTerms terms(String stage) {
        return terms.getOrDefault(stage, StageTerms.STANDARD);
    }

    /// Its rules as they are written, in their order.
    public List<RuleText> texts() {
        return rules.stream().map(Rule::text).toList();
    }

    /// What is sound and yet may not be what was meant, a line each.
    public List<String> doubts() {
        var doubts = new ArrayList<String>();
        for (var rule : rules.stream().filter(one -> own.contains(one.id())).toList()) {
            if (rule.facts().isEmpty()) {
                doubts.add(
                        "rule '%s' looks at no fact: it says the same of all".formatted(rule.id()));
            }
            for (var stage : stagesOf(rule)) {
                if (!isStage(stage)) {
                    doubts.add(
                            "rule '%s' is for the stage '%s', which %s"
                                    .formatted(
                                            rule.id(),
                                            stage,
                                            terms.isEmpty()
                                                    ? "is none of dev, stage, prod; 'stages' may name others"
                                                    : "'stages' does not have"));
                }
            }
        }
        return doubts;
    }

    /// Whether rules can be meant for it: one that `stages` has, or, where that has none, one of
    /// the usual.
    public boolean isStage(String stage) {
        return terms.isEmpty() ? USUAL_STAGES.contains(stage) : terms.containsKey(stage);
    }

    /// Those that a rule names, also in its expressions.
    private static SortedSet<String> stagesOf(Rule rule) {
        var stages = new TreeSet<>(rule.stages());
        for (var line : rule.text().conditions()) {
            var compared = STAGE_COMPARED.matcher(line);
            while (compared.find()) {
                stages.add(compared.group(1));
            }
        }
        return stages;
    }

    /// The rules that look at an image's content and evidence, evaluated where it is cleared.
    public PolicyAnswer judgeImage(Facts facts) {
        return judge(Moment.CLEARING, facts);
    }

    /// The rules that look at what is asked for and how it is to run, evaluated at a door.
    public PolicyAnswer judgeRequest(Facts facts) {
        return judge(Moment.DOOR, facts);
    }

    private PolicyAnswer judge(Moment moment, Facts facts) {
        return answer(facts, rules.stream(), _ -> moment);
    }

    /// The rules of the moments of which the facts tell: of doors where there is a fact that only
    /// doors know, and those about images where there is one that only they have, or no such at
    /// all.
    public PolicyAnswer judge(Facts facts) {
        return judge(facts, List.of());
    }

    /// @param ids of the rules that are asked; empty for all
    public PolicyAnswer judge(Facts facts, Collection<String> ids) {
        var moments = Moment.in(facts);
        return answer(
                facts,
                rules.stream()
                        .filter(rule -> ids.isEmpty() || ids.contains(rule.id()))
                        .filter(rule -> moments.contains(rule.moment())),
                Rule::moment);
    }

    private PolicyAnswer answer(Facts facts, Stream<Rule> asked, Function<Rule, Moment> at) {
        var known = new KnownFacts(facts);
        var stageTerms = terms(facts.stage());
        return new PolicyAnswer(
                asked.map(rule -> rule.judge(at.apply(rule), known, stageTerms)).toList());
    }

    /// Of the rules that stand in the file itself, and are not included.
    SortedSet<String> own() {
        return own;
    }

    /// Of all its rules.
    SortedSet<String> ids() {
        return rules.stream().map(Rule::id).collect(Collectors.toCollection(TreeSet::new));
    }
}
