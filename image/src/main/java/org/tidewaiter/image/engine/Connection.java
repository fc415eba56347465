package org.tidewaiter.image.engine;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/// Bytes to an engine and back. Belongs to one thread.
interface Connection extends Closeable {
    /// @param timeout how long nothing may arrive
    /// @return how many bytes, at least one; -1 at the end
    /// @throws java.net.http.HttpTimeoutException if nothing has arrived
    /// @throws java.io.InterruptedIOException if the thread was interrupted
    int read(byte[] bytes, int offset, int length, Duration timeout) throws IOException;

    void write(byte[] bytes, Duration timeout) throws IOException;
}
