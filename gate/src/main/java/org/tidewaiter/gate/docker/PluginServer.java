package org.tidewaiter.gate.docker;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.tidewaiter.model.ProblemException;

/// A door that listens on a UNIX socket, which nobody but its user may speak to. Each connection
/// has a thread of its own, and not for ever: what does not come in time is not waited for.
public final class PluginServer implements AutoCloseable {
    /// For all of a request to arrive.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// Between two requests.
    private static final Duration IDLE = Duration.ofMinutes(5);

    private static final int MAX_CONNECTIONS = 1024;

    private final PluginProtocol protocol;
    private final ServerSocketChannel server;
    private final Path socket;
    private final Duration patience;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor watch;
    private final CountDownLatch ended = new CountDownLatch(1);

    private PluginServer(
            PluginProtocol protocol, ServerSocketChannel server, Path socket, Duration patience) {
        this.protocol = protocol;
        this.server = server;
        this.socket = socket;
        this.patience = patience;
        watch = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().factory());
        watch.setRemoveOnCancelPolicy(true);
    }

    /// @param socket what an ended door has left there is replaced
    /// @param log takes one line for each refusal and warning
    /// @throws ProblemException `door-occupied`, `door-failed`
    static PluginServer start(DockerGate gate, Path socket, Consumer<String> log)
            throws ProblemException {
        return start(gate, socket, PATIENCE, log);
    }

    static PluginServer start(DockerGate gate, Path socket, Duration patience, Consumer<String> log)
            throws ProblemException {
        try {
            requireFree(socket);
            var protocol = new PluginProtocol(gate, log);
            var server = new PluginServer(protocol, listening(socket), socket, patience);
            Thread.ofPlatform().name("door").start(server::accept);
            return server;
        } catch (IOException e) {
            throw new ProblemException(
                    "door-failed",
                    "the door cannot listen on %s: %s".formatted(socket, e.getMessage()),
                    "name a socket with --socket whose folder this user may write in");
        }
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
    private static ServerSocketChannel listening(Path socket) throws IOException {
        var parent = socket.toAbsolutePath().getParent();
        Files.createDirectories(parent);
        var draft = Files.createTempDirectory(parent, ".door");
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(draft.resolve("s")), MAX_CONNECTIONS);
            Files.setPosixFilePermissions(
                    draft.resolve("s"), PosixFilePermissions.fromString("rw-------"));
            Files.move(draft.resolve("s"), socket, StandardCopyOption.ATOMIC_MOVE);
            return server;
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e instanceof IOException io ? io : new IOException(e.getMessage(), e);
        } finally {
            Files.deleteIfExists(draft.resolve("s"));
            Files.deleteIfExists(draft);
        }
    }

    private void accept() {
        try (server) {
            while (true) {
                var channel = server.accept();
                if (open.size() >= MAX_CONNECTIONS) {
                    channel.close();
                } else {
                    open.add(channel);
                    Thread.ofVirtual().start(() -> serve(channel));
                }
            }
        } catch (IOException _) {
            // the door was closed
        } finally {
            ended.countDown();
        }
    }

    private void serve(SocketChannel channel) {
        try (var connection = new PluginConnection(channel)) {
            while (isInTime(IDLE, channel, connection::awaitRequest)
                    && isInTime(patience, channel, () -> answer(connection))) {}
        } catch (IOException | RejectedExecutionException _) {
            // whoever asked is gone, or was too slow, or the door was closed
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(channel);
        }
    }

    private interface Step {
        boolean take() throws IOException, InterruptedException;
    }

    /// Takes a step that ends with the connection where it takes too long.
    private boolean isInTime(Duration time, SocketChannel channel, Step step)
            throws IOException, InterruptedException {
        var end = watch.schedule(() -> close(channel), time.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return step.take();
        } finally {
            end.cancel(false);
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException _) {
            // it is closed either way
        }
    }

    /// @return whether there may be another
    private boolean answer(PluginConnection connection) throws IOException, InterruptedException {
        var head = connection.head();
        if (head.isEmpty()) {
            return false;
        }
        protocol.answer(head.get(), connection);
        return true;
    }

    /// Writes the file by which a daemon finds a socket that is not in its own folder.
    ///
    /// @param file `/etc/docker/plugins/NAME.spec`, by which the plugin is called
    public void announce(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, "unix://" + socket.toAbsolutePath() + "\n");
    }

    /// Waits until it ends.
    public void await() throws InterruptedException {
        ended.await();
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(socket);
        server.close();
        open.forEach(PluginServer::close);
        watch.shutdownNow();
    }
}
