package org.tidewaiter.image.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Says what it was given and then ends, or falls silent.
final class ScriptedConnection implements Connection {
    private final ByteArrayInputStream in;
    private final boolean endless;
    private final StringBuilder written = new StringBuilder();
    private boolean closed;

    private ScriptedConnection(byte[] bytes, boolean endless) {
        in = new ByteArrayInputStream(bytes);
        this.endless = endless;
    }

    static ScriptedConnection saying(byte[] bytes) {
        return new ScriptedConnection(bytes, false);
    }

    static ScriptedConnection saying(String text) {
        return saying(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static ScriptedConnection fallingSilentAfter(String text) {
        return new ScriptedConnection(text.getBytes(StandardCharsets.ISO_8859_1), true);
    }

    String written() {
        return written.toString();
    }

    boolean isClosed() {
        return closed;
    }

    /// In small pieces, as sockets may.
    @Override
    public int read(byte[] bytes, int offset, int length, Duration timeout) throws IOException {
        int count = in.read(bytes, offset, Math.min(length, 7));
        if (count < 0 && endless) {
            throw new HttpTimeoutException("nothing has arrived");
        }
        return count;
    }

    @Override
    public void write(byte[] bytes, Duration timeout) {
        written.append(new String(bytes, StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        closed = true;
    }
}
