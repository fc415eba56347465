package org.tidewaiter.image.lazy;

import java.io.IOException;
import java.io.Serial;

/// A source gives layers only whole.
public final class PartNotGivenException extends IOException {
    @Serial private static final long serialVersionUID = 1;

    public PartNotGivenException(String message) {
        super(message);
    }
}
