package org.tidewaiter.policy.rule;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tidewaiter.policy.Reason;
import org.tidewaiter.policy.Verdict;

/// What a policy says of an image, rule by rule, in the order of its file.
public record PolicyAnswer(List<RuleAnswer> answers) {
    public PolicyAnswer {
        answers = List.copyOf(answers);
    }

    /// Denies where a rule that denies is not met, or any could not be evaluated.
    public Verdict verdict() {
        var denials = reasons(RuleAction.DENY);
        if (!denials.isEmpty()) {
            return new Verdict.Deny(denials);
        }
        var warnings = reasons(RuleAction.WARN);
        return warnings.isEmpty() ? new Verdict.Allow() : new Verdict.Warn(warnings);
    }

    /// The rules that have something against it, whatever they do then.
    public SortedSet<String> objecting() {
        return answers.stream()
                .filter(answer -> !answer.objections().isEmpty())
                .map(RuleAnswer::rule)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<Reason> reasons(RuleAction action) {
        return answers.stream()
                .filter(answer -> answer.effect() == action)
                .flatMap(answer ->
                        answer.objections().stream().map(fact -> Reason.of(answer.rule(), fact)))
                .toList();
    }
}
