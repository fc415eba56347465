package org.tidewaiter.policy.gate;

import org.tidewaiter.policy.rule.Policy;

/// A door's judgement. The same question gives the same answer, whatever was asked before.
///
/// @param policy whose rules about requests are asked, and whose terms say what to do in doubt
public record Gate(Policy policy) {
    public GateDecision decide(GateQuestion question) {
        throw new UnsupportedOperationException(question.facts().stage());
    }
}
