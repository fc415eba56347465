package org.tidewaiter.scan.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.tidewaiter.model.Digest;
import org.tidewaiter.policy.Verdict;
import org.tidewaiter.policy.rule.PolicyAnswer;
import org.tidewaiter.policy.rule.RuleAction;
import org.tidewaiter.policy.rule.RuleAnswer;

/// What a policy says of an image.
///
/// @param policy its name
/// @param digest of its text
/// @param stage that the image is to go to
public record PolicyDecision(String policy, Digest digest, String stage, PolicyAnswer answer) {
    private static final int MOST_OF_A_RULE = 10;

    public Verdict verdict() {
        return answer.verdict();
    }

    /// The rules that were asked, each of them once.
    public List<RuleAnswer> asked() {
        return answer.answers().stream()
                .filter(one -> !(one.outcome() instanceof RuleAnswer.Outcome.NotAsked))
                .toList();
    }

    /// The names of the rules that have such an effect on this image.
    public List<String> rulesThat(RuleAction effect) {
        return objecting(effect).stream().map(RuleAnswer::rule).toList();
    }

    /// What speaks against the image for people, first what refuses it; of each rule so many that
    /// they can be read.
    public List<String> sentences() {
        var sentences = new ArrayList<String>();
        objecting(RuleAction.DENY).forEach(one -> add("refused", one, sentences));
        objecting(RuleAction.WARN).forEach(one -> add("warned", one, sentences));
        return sentences;
    }

    private List<RuleAnswer> objecting(RuleAction effect) {
        return asked().stream()
                .filter(one -> one.effect() == effect && !one.objections().isEmpty())
                .toList();
    }

    private static void add(String verb, RuleAnswer answer, List<String> sentences) {
        var objections = answer.objections();
        var lead = "%s by rule %s: ".formatted(verb, answer.rule());
        objections.stream().limit(MOST_OF_A_RULE).map(lead::concat).forEach(sentences::add);
        if (objections.size() > MOST_OF_A_RULE) {
            sentences.add(lead + "and %d more".formatted(objections.size() - MOST_OF_A_RULE));
        }
    }

    /// The sentence about it in the verdict.
    public String summary() {
        var refusing = rulesThat(RuleAction.DENY);
        return refusing.isEmpty()
                ? "no rule of the policy %s refuses it for %s".formatted(policy, stage)
                : "the policy %s refuses it for %s by %s"
                        .formatted(
                                policy,
                                stage,
                                refusing.stream().distinct().collect(Collectors.joining(", ")));
    }
}
