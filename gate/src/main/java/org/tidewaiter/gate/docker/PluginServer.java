package org.tidewaiter.gate.docker;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.tidewaiter.model.ProblemException;

/// A door that listens on a UNIX socket, which nobody but its user may speak to.
public final class PluginServer implements AutoCloseable {
    /// Longer than any honest daemon is silent in the middle of a request.
    static final Duration SILENCE = Duration.ofSeconds(30);

    private static final int MAX_CONNECTIONS = 1024;
    private static final int SLOWEST_BYTES_A_SECOND = 1000;

    private final Server server;
    private final Path socket;

    private PluginServer(Server server, Path socket) {
        this.server = server;
        this.socket = socket;
    }

    /// @param socket what an ended door has left there is replaced
    /// @param log takes one line for each refusal and warning
    /// @throws ProblemException `door-occupied`, `door-failed`
    static PluginServer start(DockerGate gate, Path socket, Consumer<String> log)
            throws ProblemException {
        return start(gate, socket, SILENCE, log);
    }

    static PluginServer start(DockerGate gate, Path socket, Duration silence, Consumer<String> log)
            throws ProblemException {
        var server = server(new PluginHandler(gate, log));
        try {
            requireFree(socket);
            listen(server, socket, silence);
        } catch (IOException e) {
            throw new ProblemException(
                    "door-failed",
                    "the door cannot listen on %s: %s".formatted(socket, e.getMessage()),
                    "name a socket with --socket whose folder this user may write in");
        }
        return new PluginServer(server, socket);
    }

    private static Server server(PluginHandler handler) {
        var threads = new QueuedThreadPool(16);
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        threads.setDaemon(true);
        var server = new Server(threads);
        server.setHandler(handler);
        return server;
    }

    /// @throws ProblemException if somebody listens there, or it is something else
    private static void requireFree(Path socket) throws IOException, ProblemException {
        if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        var kind =
                Files.readAttributes(socket, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!kind.isOther() || isAnswered(socket)) {
            throw new ProblemException(
                    "door-occupied",
                    "%s is %s"
                            .formatted(
                                    socket,
                                    kind.isOther() ? "where another program listens" : "no socket"),
                    "stop the door that runs, or name another socket with --socket");
        }
    }

    private static boolean isAnswered(Path socket) {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException _) {
            return false;
        }
    }

    /// Nobody else may come between: the socket is made in a folder of its own, and moved in place
    /// when it is as it should be.
    private static void listen(Server server, Path socket, Duration silence) throws IOException {
        Files.createDirectories(socket.toAbsolutePath().getParent());
        var draft = Files.createTempDirectory(socket.toAbsolutePath().getParent(), ".door");
        try {
            var connector = connector(server, draft.resolve("s"), silence);
            server.addConnector(connector);
            server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, connector));
            start(server);
            Files.setPosixFilePermissions(
                    draft.resolve("s"), PosixFilePermissions.fromString("rw-------"));
            Files.move(draft.resolve("s"), socket, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft.resolve("s"));
            Files.deleteIfExists(draft);
        }
    }

    private static UnixDomainServerConnector connector(Server server, Path path, Duration silence) {
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        http.setMinRequestDataRate(SLOWEST_BYTES_A_SECOND);
        var connector =
                new UnixDomainServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setUnixDomainPath(path);
        connector.setIdleTimeout(silence.toMillis());
        connector.setAcceptQueueSize(MAX_CONNECTIONS);
        return connector;
    }

    /// Jetty's own methods declare everything.
    private static void start(Server server) throws IOException {
        try {
            server.start();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /// Writes the file by which a daemon finds a socket that is not in its own folder.
    ///
    /// @param file `/etc/docker/plugins/NAME.spec`, by which the plugin is called
    public void announce(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, "unix://" + socket.toAbsolutePath() + "\n", StandardCharsets.UTF_8);
    }

    /// Waits until it ends.
    public void await() throws InterruptedException {
        server.join();
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            Files.deleteIfExists(socket);
        }
    }
}
