package org.tidewaiter.image.compression;

import java.io.Closeable;
import java.io.IOException;

/// A stream that is given slab by slab. Belongs to one thread at a time.
interface Slabs extends Closeable {
    /// Replaces what is in a slab with the next bytes, at least one. Where the stream fails, all
    /// bytes before that are given first.
    ///
    /// @return false at the end
    /// @throws MalformedLayerException if the bytes are not what they must be
    boolean fill(Slab slab) throws IOException;
}
