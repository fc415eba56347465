package org.tidewaiter.policy.rule;

import java.util.List;
import org.tidewaiter.policy.Verdict;

/// What a policy says of an image, rule by rule, in the order of its file.
public record PolicyAnswer(List<RuleAnswer> answers) {
    public PolicyAnswer {
        answers = List.copyOf(answers);
    }

    /// Denies where a rule that denies is not met, or any could not be evaluated.
    public Verdict verdict() {
        throw new UnsupportedOperationException();
    }
}
