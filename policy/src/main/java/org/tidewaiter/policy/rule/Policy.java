package org.tidewaiter.policy.rule;

import java.util.List;
import java.util.SortedMap;
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
        var known = new KnownFacts(facts);
        var stageTerms = terms(facts.stage());
        return new PolicyAnswer(
                rules.stream().map(rule -> rule.judge(moment, known, stageTerms)).toList());
    }
}
