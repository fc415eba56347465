package org.tidewaiter.gate.docker;

import java.io.Serial;

/// The daemon does not say what a door has to know.
final class DaemonException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    DaemonException(String message) {
        super(message);
    }
}
