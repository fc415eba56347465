package org.tidewaiter.policy.rule;

import java.util.Locale;

/// What a rule does where an image does not meet it.
public enum RuleAction {
    DENY,
    /// It passes, and whoever asks is told.
    WARN,
    /// It passes, and is noted in the record alone.
    RECORD;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
