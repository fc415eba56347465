package org.tidewaiter.image.content;

import java.io.IOException;
import java.io.Serial;

/// Content does not follow its format, or holds more than is searched.
final class BrokenContentException extends IOException {
    @Serial private static final long serialVersionUID = 1;

    BrokenContentException(String message) {
        super(message);
    }
}
