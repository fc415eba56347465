package org.tidewaiter.image.engine;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;

/// The bytes of an answer: lines first, whose bytes are limited together, then the body. Either all
/// of it has to arrive in some time, or something of it again and again.
final class HttpInput extends InputStream {
    private static final int MAX_HEAD_BYTES = 64 << 10;

    private final Connection connection;
    private final byte[] buffer = new byte[64 << 10];
    private final Duration patience;
    private final long start = System.nanoTime();
    private Optional<Duration> silence = Optional.empty();
    private int position;
    private int limit;
    private int lineBytes;

    /// @param patience until the end
    HttpInput(Connection connection, Duration patience) {
        this.connection = connection;
        this.patience = patience;
    }

    /// @param timeout how long nothing may arrive; the whole may take any time
    void waitOnlyFor(Duration timeout) {
        silence = Optional.of(timeout);
    }

    /// Without the line's end.
    ///
    /// @throws IOException if all lines so far have too many bytes together, or it does not end
    String line() throws IOException {
        var line = new StringBuilder();
        for (int octet = read(); octet != '\n'; octet = read()) {
            if (octet < 0) {
                throw new IOException("the connection ended in the middle of a line");
            }
            if (++lineBytes > MAX_HEAD_BYTES) {
                throw new IOException("more than %d bytes of headers".formatted(MAX_HEAD_BYTES));
            }
            line.append((char) octet);
        }
        int length = line.length();
        if (length > 0 && line.charAt(length - 1) == '\r') {
            line.setLength(length - 1);
        }
        return line.toString();
    }

    /// Between two lines whose bytes are not to be counted together.
    void forgetLines() {
        lineBytes = 0;
    }

    @Override
    public int read() throws IOException {
        return position < limit || fill() ? buffer[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == limit && !fill()) {
            return -1;
        }
        int count = Math.min(length, limit - position);
        System.arraycopy(buffer, position, bytes, offset, count);
        position += count;
        return count;
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, connection.read(buffer, 0, buffer.length, left()));
        return limit > 0;
    }

    private Duration left() throws HttpTimeoutException {
        if (silence.isPresent()) {
            return silence.get();
        }
        var left = patience.minusNanos(System.nanoTime() - start);
        if (left.isNegative() || left.isZero()) {
            throw new HttpTimeoutException(
                    "no answer for %d seconds".formatted(patience.toSeconds()));
        }
        return left;
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
