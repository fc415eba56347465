package org.tidewaiter.gate.docker;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// What the daemon asks over one connection, as far as HTTP/1.1 is needed for that: requests with a
/// length, one after another. The host is not looked at; it is empty where there is none.
///
/// @see "RFC 9112"
final class PluginConnection implements Closeable {
    private static final int MAX_HEAD_BYTES = 16 << 10;

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(16 << 10).flip();

    /// How much is left of the body of the request.
    private long left;

    /// @param length of the body, which comes next
    record Head(String method, String path, long length) {}

    PluginConnection(SocketChannel channel) {
        this.channel = channel;
    }

    /// Waits for the first byte of a request.
    ///
    /// @return whether there is one
    boolean awaitRequest() throws IOException {
        return in.hasRemaining() || fill();
    }

    /// @return nothing where it is not understood, after which nothing more is
    Optional<Head> head() throws IOException {
        var budget = new int[] {MAX_HEAD_BYTES};
        var first = line(budget).split(" ", -1);
        var length = "0";
        for (var line = line(budget); !line.isEmpty(); line = line(budget)) {
            int colon = line.indexOf(':');
            switch (line.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT)) {
                case "content-length" -> length = line.substring(colon + 1).strip();
                case "transfer-encoding" -> length = "";
                default -> {}
            }
        }
        boolean understood =
                first.length == 3
                        && first[2].startsWith("HTTP/1.")
                        && length.matches("[0-9]{1,12}");
        if (!understood) {
            return Optional.empty();
        }
        left = Long.parseLong(length);
        return Optional.of(new Head(first[0], first[1], left));
    }

    /// @param budget how many bytes all lines may have yet
    private String line(int[] budget) throws IOException {
        var line = new StringBuilder();
        while (true) {
            if (!in.hasRemaining() && !fill()) {
                throw new IOException("it ended in the middle of a request");
            }
            if (--budget[0] < 0) {
                throw new IOException("more than %d bytes of headers".formatted(MAX_HEAD_BYTES));
            }
            char letter = (char) (in.get() & 0xff);
            if (letter == '\n') {
                return line.toString().stripTrailing();
            }
            line.append(letter);
        }
    }

    /// The whole body, to be bounded before.
    byte[] body() throws IOException {
        var body = ByteBuffer.allocate(Math.toIntExact(left));
        while (left > 0) {
            requireMore();
            int count = (int) Math.min(left, in.remaining());
            body.put(in.slice(in.position(), count));
            taken(count);
        }
        return body.array();
    }

    /// What is left of the body is of no interest.
    void skipBody() throws IOException {
        while (left > 0) {
            requireMore();
            taken((int) Math.min(left, in.remaining()));
        }
    }

    private void requireMore() throws IOException {
        if (!in.hasRemaining() && !fill()) {
            throw new IOException("it ended in the middle of a body");
        }
    }

    private void taken(int count) {
        in.position(in.position() + count);
        left -= count;
    }

    private boolean fill() throws IOException {
        in.clear();
        int count = channel.read(in);
        in.flip();
        return count > 0;
    }

    void answer(int status, byte[] json) throws IOException {
        var head =
                "HTTP/1.1 %d Any\r\nContent-Type: application/vnd.docker.plugins.v1.2+json\r\nContent-Length: %d\r\n\r\n"
                        .formatted(status, json.length)
                        .getBytes(StandardCharsets.US_ASCII);
        var out = ByteBuffer.allocate(head.length + json.length).put(head).put(json).flip();
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
