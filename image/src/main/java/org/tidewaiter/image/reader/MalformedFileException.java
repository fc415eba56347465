package org.tidewaiter.image.reader;

import java.io.Serial;

/// The file does not follow its format, so nothing can be said of what is in it.
public final class MalformedFileException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    public MalformedFileException(String message) {
        super(message);
    }
}
