package org.tidewaiter.policy.rule;

import java.io.Serial;

/// An expression that cannot be read, or whose types do not fit.
final class UnsoundException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    UnsoundException(String message) {
        super(message);
    }
}
