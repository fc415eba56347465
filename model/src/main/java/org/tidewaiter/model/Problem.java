package org.tidewaiter.model;

import java.util.regex.Pattern;

/// What a person is told when something cannot be done.
///
/// @param code stable and lower-case with hyphens (`registry-denied`), for scripts and searches
/// @param what one sentence: what failed, with the value at fault
/// @param mend one sentence: who can mend it, and how
public record Problem(String code, String what, String mend) {
    private static final Pattern CODE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    public Problem {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("not a problem code: " + code);
        }
    }

    /// @return `error[code]: what`, and below it ` mend: …`
    @Override
    public String toString() {
        return "error[%s]: %s%n  mend: %s".formatted(code, what, mend);
    }
}
