package org.tidewaiter.policy.rule;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidewaiter.model.Digest;
import org.tidewaiter.policy.fact.Facts;

/// A file of rules that was read and whose expressions are sound. May be asked by many threads.
public final class Policy {
    private final String name;
    private final Digest digest;
    private final SortedMap<String, StageTerms> terms;
    private final List<Rule> rules;

    Policy(String name, Digest digest, SortedMap<String, StageTerms> terms, List<Rule> rules) {
        this.name = name;
        this.digest = digest;
        this.terms = terms;
        this.rules = List.copyOf(rules);
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

    /// Of the rules that a case asks, at the moments of which it tells.
    PolicyAnswer answer(PolicyCase one) {
        var moments = Moment.in(one.facts());
        return answer(
                one.facts(),
                rules.stream()
                        .filter(rule -> one.ask().isEmpty() || one.ask().contains(rule.id()))
                        .filter(rule -> moments.contains(rule.moment())),
                Rule::moment);
    }

    private PolicyAnswer answer(Facts facts, Stream<Rule> asked, Function<Rule, Moment> at) {
        var known = new KnownFacts(facts);
        var stageTerms = terms(facts.stage());
        return new PolicyAnswer(
                asked.map(rule -> rule.judge(at.apply(rule), known, stageTerms)).toList());
    }

    /// Of its rules.
    SortedSet<String> ids() {
        return rules.stream().map(Rule::id).collect(Collectors.toCollection(TreeSet::new));
    }
}
