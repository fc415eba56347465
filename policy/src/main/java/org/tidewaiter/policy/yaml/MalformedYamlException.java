package org.tidewaiter.policy.yaml;

import java.io.Serial;

/// The text is no YAML of the form that was asked for.
public final class MalformedYamlException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    private final int line;

    /// @param line from 1
    public MalformedYamlException(int line, String message) {
        super(message);
        this.line = line;
    }

    public int line() {
        return line;
    }
}
