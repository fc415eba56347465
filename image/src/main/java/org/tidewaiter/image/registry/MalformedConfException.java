package org.tidewaiter.image.registry;

import java.io.Serial;

/// A configuration of registries says what cannot be done; the message goes on after its name.
final class MalformedConfException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    MalformedConfException(String message) {
        super(message);
    }
}
