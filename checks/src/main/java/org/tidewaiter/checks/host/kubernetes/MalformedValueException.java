package org.tidewaiter.checks.host.kubernetes;

import java.io.Serial;

/// What was read cannot be compared as a test wants it.
final class MalformedValueException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    MalformedValueException(String why) {
        super(why);
    }
}
