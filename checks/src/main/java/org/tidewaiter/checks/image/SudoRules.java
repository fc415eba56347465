package org.tidewaiter.checks.image;

import java.util.List;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.Severity;

/// Who may become somebody else without a password.
final class SudoRules implements Topic {
    static final Check NO_PASSWORD =
            ImageCheck.of(
                    "sudo-without-password",
                    Severity.MEDIUM,
                    "A rule of sudo asks for no password",
                    "Delete the rule, and sudo with it: the container can be started as the user"
                            + " that it needs.",
                    ImageCheck.NIST_DEFECTS);

    @Override
    public List<Check> checks() {
        return List.of(NO_PASSWORD);
    }
}
