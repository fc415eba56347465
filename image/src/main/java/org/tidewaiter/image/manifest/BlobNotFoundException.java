package org.tidewaiter.image.manifest;

import java.io.Serial;
import org.tidewaiter.model.ProblemException;

/// A store was asked and does not have what a descriptor points to; the problem is
/// `blob-not-found`.
public final class BlobNotFoundException extends ProblemException {
    @Serial private static final long serialVersionUID = 1;

    public BlobNotFoundException(String what, String mend) {
        super("blob-not-found", what, mend);
    }
}
