package org.tidewaiter.image.lazy;

import java.io.Serial;

/// A layer has no table of contents that could be used, so that it has to be read whole.
public final class UnusableTableException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    UnusableTableException(String message) {
        super(message);
    }
}
