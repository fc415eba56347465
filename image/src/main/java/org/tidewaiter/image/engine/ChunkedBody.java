package org.tidewaiter.image.engine;

import java.io.IOException;
import java.util.regex.Pattern;
import org.tidewaiter.image.stream.RunInput;

/// A body that comes in chunks, each behind its length.
///
/// @see "RFC 9112, 7.1"
final class ChunkedBody extends RunInput {
    private static final Pattern SIZE = Pattern.compile("([0-9a-fA-F]{1,15})[ \\t]*(?:;.*)?");

    private final HttpInput in;
    private long left;
    private boolean started;
    private boolean ended;

    ChunkedBody(HttpInput in) {
        this.in = in;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0 && !ended) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        int count = in.read(bytes, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new IOException("the connection ended in the middle of a chunk");
        }
        left -= count;
        return count;
    }

    private void nextChunk() throws IOException {
        in.forgetLines();
        if (started && !in.line().isEmpty()) {
            throw new IOException("a chunk is longer than it says");
        }
        started = true;
        var line = in.line();
        var size = SIZE.matcher(line);
        if (!size.matches()) {
            throw new IOException("a chunk does not say how long it is");
        }
        left = Long.parseLong(size.group(1), 16);
        if (left == 0) {
            skipTrailers();
            ended = true;
        }
    }

    private void skipTrailers() throws IOException {
        while (!in.line().isEmpty()) {
            // they tell nothing that we want, and all together are limited like headers
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
