package org.tidewaiter.checks.document;

import java.io.Serial;

/// A document that cannot be read.
final class MalformedYamlException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    private final int line;
    private final String reason;

    MalformedYamlException(int line, String reason) {
        super("line " + line + ": " + reason);
        this.line = line;
        this.reason = reason;
    }

    int line() {
        return line;
    }

    String reason() {
        return reason;
    }
}
