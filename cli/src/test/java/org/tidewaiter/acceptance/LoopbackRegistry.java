package org.tidewaiter.acceptance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// Debian's `docker-registry` on a free port of the loopback interface.
final class LoopbackRegistry implements AutoCloseable {
    private final Process process;
    private final int port;

    private LoopbackRegistry(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static LoopbackRegistry start(Path folder) throws IOException, InterruptedException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var config = folder.resolve("registry.yml");
        Files.writeString(
                config,
                """
                version: 0.1
                log: {level: error}
                storage: {filesystem: {rootdirectory: "%s"}}
                http: {addr: "127.0.0.1:%d"}
                """
                        .formatted(folder.resolve("registry"), port));
        var builder = new ProcessBuilder("docker-registry", "serve", config.toString());
        builder.environment().putAll(Map.of("OTEL_TRACES_EXPORTER", "none"));
        builder.redirectErrorStream(true).redirectOutput(folder.resolve("registry.log").toFile());
        var registry = new LoopbackRegistry(builder.start(), port);
        registry.await();
        return registry;
    }

    /// `127.0.0.1:PORT`.
    String host() {
        return "127.0.0.1:" + port;
    }

    /// Pushes an image of an OCI layout with skopeo.
    ///
    /// @return its name in this registry
    String push(String layout, String name) throws IOException, InterruptedException {
        Program.output(
                "skopeo",
                "copy",
                "--quiet",
                "--dest-tls-verify=false",
                layout,
                "docker://" + host() + "/" + name);
        return host() + "/" + name;
    }

    private void await() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://" + host() + "/v2/")).build();
        try (var client = HttpClient.newHttpClient()) {
            for (int tries = 0; tries < 100; tries++) {
                try {
                    client.send(request, HttpResponse.BodyHandlers.discarding());
                    return;
                } catch (IOException _) {
                    process.waitFor(Duration.ofMillis(100)); // also ends the wait if it has died
                }
            }
        }
        throw new IOException("docker-registry does not answer on " + host());
    }

    @Override
    public void close() {
        process.destroy();
    }
}
