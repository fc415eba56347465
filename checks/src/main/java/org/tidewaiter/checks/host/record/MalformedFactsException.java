package org.tidewaiter.checks.host.record;

import java.io.Serial;

/// A file that holds no facts of a host.
public final class MalformedFactsException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    public MalformedFactsException(String message) {
        super(message);
    }
}
