package org.tidewaiter.model.json;

import java.io.Serial;

/// The bytes are no JSON, or exceed a limit. The message names the line and column.
public final class MalformedJsonException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    public MalformedJsonException(String message) {
        super(message);
    }
}
