package org.tidewaiter.image.pass;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import org.tidewaiter.image.stream.RunInput;

/// The bytes of layers and files as they are stored, on their way in: tells the progress, and ends
/// when the thread is asked to.
final class StoredBytes extends RunInput {
    private final InputStream in;
    private final Progress progress;

    StoredBytes(InputStream in, Progress progress) {
        this.in = in;
        this.progress = progress;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException();
        }
        int read = in.read(bytes, offset, length);
        if (read > 0) {
            progress.read(read);
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
