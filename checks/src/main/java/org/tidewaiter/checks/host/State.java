package org.tidewaiter.checks.host;

import java.util.Locale;

/// What has become of one check on one host.
public enum State {
    /// It is as the check wants it, shown by evidence.
    PASS,
    /// It is not, and the check is advice, so that it does not count in the score.
    WARN,
    /// It is not.
    FAIL,
    /// A person has to look: nothing can be read that would tell, or it could not be read.
    MANUAL,
    /// What the check is about is not there.
    NOT_APPLICABLE;

    /// As documents write it: `pass`, `not-applicable`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
