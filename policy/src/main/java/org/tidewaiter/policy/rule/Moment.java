package org.tidewaiter.policy.rule;

/// When a rule is asked. It follows from the facts that the rule names.
enum Moment {
    CLEARING,
    DOOR
}
