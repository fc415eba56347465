package org.tidewaiter.image.lazy;

import java.io.IOException;
import java.io.InputStream;

/// Gives parts of the stored bytes of one layer.
@FunctionalInterface
public interface Parts {
    /// @return not verified, and perhaps fewer than asked for; to be closed
    /// @throws WholeLayerException where the source gives layers only whole
    InputStream open(long offset, long bytes) throws IOException;
}
