package org.tidewaiter.policy.rule;

import java.io.Serial;

/// An expression has no value here. The message says why, for people.
final class NotEvaluatedException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    NotEvaluatedException(String message) {
        super(message);
    }
}
