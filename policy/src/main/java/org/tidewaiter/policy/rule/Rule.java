package org.tidewaiter.policy.rule;

import java.util.SortedSet;
import org.tidewaiter.policy.fact.Facts;

/// One rule of a policy, ready to be asked.
///
/// @param stages empty for all
record Rule(String id, SortedSet<String> stages, RuleAction action, String message) {
    RuleAnswer judge(Moment moment, Facts facts) {
        throw new UnsupportedOperationException(id + moment + facts.stage());
    }
}
