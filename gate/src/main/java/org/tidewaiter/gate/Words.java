package org.tidewaiter.gate;

import org.tidewaiter.signing.check.RefusedException;

/// What is said to people of what was refused.
final class Words {
    private Words() {}

    static String of(RefusedException e) {
        return e.refusal().meaning() + (e.detail().isEmpty() ? "" : " (%s)".formatted(e.detail()));
    }
}
