package org.tidewaiter.image.lazy;

import java.io.IOException;
import java.io.Serial;

/// A layer is to be read whole, although it has a table of contents: its source gives no parts, or
/// nearly all of it is wanted.
public final class WholeLayerException extends IOException {
    @Serial private static final long serialVersionUID = 1;

    public WholeLayerException(String message) {
        super(message);
    }
}
