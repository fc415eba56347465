package org.tidewaiter.image.lazy;

import java.io.IOException;
import java.io.Serial;

/// Bytes of a layer are not what its table of contents says, or the table is not what the manifest
/// says.
public final class FalseBytesException extends IOException {
    @Serial private static final long serialVersionUID = 1;

    FalseBytesException(String message) {
        super(message);
    }
}
