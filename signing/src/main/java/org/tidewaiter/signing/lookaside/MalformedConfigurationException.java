package org.tidewaiter.signing.lookaside;

import java.io.Serial;

/// A file that says where signatures are is not what it should be.
final class MalformedConfigurationException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    MalformedConfigurationException(String message) {
        super(message);
    }
}
