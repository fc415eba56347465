package org.tidewaiter.testkit.image;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.tidewaiter.model.Digest;

/// Docker's API on a Unix socket, as far as it is about images and containers; answers what it was
/// told to, also where that is no HTTP.
public final class FakeEngine implements AutoCloseable {
    private static final byte[] NOT_FOUND = answer(404, "{\"message\":\"No such image\"}");

    private final Path socket;
    private final ServerSocketChannel server;
    private final Map<String, byte[]> answers = new ConcurrentHashMap<>();
    private final List<String> silent = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<SocketChannel> held = new CopyOnWriteArrayList<>();

    private FakeEngine(Path socket, ServerSocketChannel server) {
        this.socket = socket;
        this.server = server;
    }

    /// The socket is in a folder of its own, since its path may not be long.
    public static FakeEngine start() throws IOException {
        var socket = Files.createTempDirectory("engine").resolve("s");
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        var engine = new FakeEngine(socket, server);
        Thread.ofVirtual().start(engine::serve);
        return engine;
    }

    public Path socket() {
        return socket;
    }

    /// As in `DOCKER_HOST`.
    public String url() {
        return "unix://" + socket;
    }

    /// Has the image under a name, and gives it by its id.
    public FakeEngine image(String name, BuiltImage image, SavedImages form) {
        return image(name, image, form, form.tar(image).bytes());
    }

    /// @param saved what it gives for the image
    public FakeEngine image(String name, BuiltImage image, SavedImages form, byte[] saved) {
        return inspection(name, form.inspection(image))
                .answers("/images/%s/get".formatted(form.id(image)), chunked(saved));
    }

    /// What it says of a name.
    public FakeEngine inspection(String name, String json) {
        return answers("/images/%s/json".formatted(name), answer(200, json));
    }

    /// A container that runs.
    ///
    /// @param image as it was asked for with
    /// @param started as the engine writes it
    public record Container(String name, String image, Digest imageId, String started) {
        public String id() {
            return Blobs.digest(name.getBytes(StandardCharsets.UTF_8)).hex();
        }

        private String inspection() {
            return """
            {"Id":"%s","Name":"/%s","Image":"%s","Config":{"Image":"%s"},\
            "State":{"Running":true,"StartedAt":"%s"}}\
            """
                    .formatted(id(), name, imageId, image, started);
        }
    }

    /// These containers and no others.
    public FakeEngine runs(List<Container> containers) {
        var ids = containers.stream().map(one -> "{\"Id\":\"%s\"}".formatted(one.id()));
        var list = "[%s]".formatted(ids.collect(Collectors.joining(",")));
        for (var one : containers) {
            answers("/containers/%s/json".formatted(one.id()), answer(200, one.inspection()));
        }
        return answers("/containers/json", answer(200, list));
    }

    /// @param bytes all that comes back, from the status line on
    public FakeEngine answers(String path, byte[] bytes) {
        answers.put(path, bytes);
        return this;
    }

    /// Keeps the connection open when all that it has to say is said.
    public FakeEngine fallsSilentAfter(String path) {
        silent.add(path);
        return this;
    }

    /// In order.
    public List<String> asked() {
        return List.copyOf(asked);
    }

    public static byte[] answer(int status, String body) {
        return "HTTP/1.1 %d Any\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(status, body.getBytes(StandardCharsets.UTF_8).length, body)
                .getBytes(StandardCharsets.UTF_8);
    }

    /// In pieces of a few sizes.
    public static byte[] chunked(byte[] body) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        for (int at = 0, size = 1; at < body.length; at += size, size = size * 7 % 4096 + 1) {
            int length = Math.min(size, body.length - at);
            out.writeBytes(
                    (Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(body, at, length);
            out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private void serve() {
        try {
            while (server.isOpen()) {
                var connection = server.accept();
                Thread.ofVirtual().start(() -> answer(connection));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void answer(SocketChannel connection) {
        held.add(connection);
        try {
            var in =
                    new BufferedReader(
                            new InputStreamReader(
                                    Channels.newInputStream(connection),
                                    StandardCharsets.US_ASCII));
            var request = in.readLine();
            if (request == null) {
                return; // the other side asks nothing
            }
            var path = request.split(" ", -1)[1];
            for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                // nothing in the headers matters
            }
            asked.add(path);
            var bytes = ByteBuffer.wrap(answers.getOrDefault(path, NOT_FOUND));
            while (bytes.hasRemaining()) {
                connection.write(bytes);
            }
            if (!silent.contains(path)) {
                connection.close();
            }
        } catch (IOException _) {
            // the other side has gone
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var connection : held) {
            connection.close();
        }
        Files.deleteIfExists(socket);
        Files.delete(socket.getParent());
    }
}
