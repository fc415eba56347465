package org.tidewaiter.image.compression;

import java.io.IOException;
import java.io.Serial;

/// The bytes of a layer are not what they must be: cut off, followed by something else, compressed
/// in a way nobody may use, or too many.
public final class MalformedLayerException extends IOException {
    @Serial private static final long serialVersionUID = 1;

    public MalformedLayerException(String message) {
        super(message);
    }

    public MalformedLayerException(String message, Throwable cause) {
        super(message, cause);
    }
}
