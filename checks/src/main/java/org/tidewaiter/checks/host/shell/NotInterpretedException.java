package org.tidewaiter.checks.host.shell;

import java.io.Serial;

/// A script needs what is not interpreted here: a program, or a part of the language.
public final class NotInterpretedException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    /// @param what as `kubectl`, for people
    public NotInterpretedException(String what) {
        super(what, null, false, false);
    }
}
