package org.tidewaiter.policy.rule;

import java.util.List;
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

    private List<Reason> reasons(RuleAction action) {
        return answers.stream()
                .filter(answer -> answer.effect() == action)
                .flatMap(answer ->
                        answer.objections().stream().map(fact -> Reason.of(answer.rule(), fact)))
                .toList();
    }
}
