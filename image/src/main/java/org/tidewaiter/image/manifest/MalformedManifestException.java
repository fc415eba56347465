package org.tidewaiter.image.manifest;

import java.io.Serial;

/// A manifest, index or configuration does not follow its format.
public final class MalformedManifestException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    public MalformedManifestException(String message) {
        super(message);
    }
}
