package org.tidewaiter.checks.host.kubernetes;

import java.io.Serial;

/// What decides could not be read, so that a person has to look.
final class NotReadException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    NotReadException(String why) {
        super(why, null, false, false);
    }
}
