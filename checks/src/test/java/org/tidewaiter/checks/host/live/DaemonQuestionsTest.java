package org.tidewaiter.checks.host.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.checks.host.Answer;
import org.tidewaiter.image.engine.Engine;
import org.tidewaiter.image.engine.EngineKind;
import org.tidewaiter.image.engine.EngineOptions;
import org.tidewaiter.image.engine.Engines;
import org.tidewaiter.model.json.Json;

/// A daemon that means harm.
class DaemonQuestionsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: ";

    @TempDir private Path folder;

    /// What it does with each connection.
    private interface Daemon {
        void answer(SocketChannel connection) throws IOException, InterruptedException;
    }

    private Answer<Json> asked(Daemon daemon) throws Exception {
        return asked(daemon, InstantSource.system(), () -> {});
    }

    private Answer<Json> asked(Daemon daemon, InstantSource clock, Runnable meanwhile)
            throws Exception {
        var socket = folder.resolve("socket");
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            var serving =
                    Thread.startVirtualThread(() -> {
                        try (var connection = server.accept()) {
                            readRequest(connection);
                            daemon.answer(connection);
                        } catch (IOException | InterruptedException _) {
                            // whoever asked has gone
                        }
                    });
            var options =
                    new EngineOptions(
                            Map.of("DOCKER_HOST", "unix://" + socket), List.of(), List.of());
            var address = Engines.find(EngineKind.DOCKER, options).getFirst();
            var engine = new Engine(EngineKind.DOCKER, address, PATIENCE, options);
            var questions = DaemonQuestions.of(engine, clock);
            meanwhile.run();
            var answer = questions.ask("/info");
            serving.interrupt();
            serving.join();
            return answer;
        }
    }

    /// To its end: whoever closes a connection with something unread in it resets it.
    private static void readRequest(SocketChannel connection) throws IOException {
        var read = ByteBuffer.allocate(1 << 16);
        while (!new String(read.array(), 0, read.position(), StandardCharsets.US_ASCII)
                .endsWith("\r\n\r\n")) {
            if (connection.read(read) <= 0) {
                throw new EOFException("a request without an end");
            }
        }
    }

    private static void write(SocketChannel connection, String text) throws IOException {
        connection.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void whatItAnswersIsKnown() throws Exception {
        assertThat(asked(connection -> write(connection, HEAD + "7\r\n\r\n{\"a\":1}")).known())
                .hasValueSatisfying(json -> assertThat(json.has("a")).isTrue());
    }

    @Test
    void itMayNeverAnswer() throws Exception {
        assertThat(asked(_ -> Thread.sleep(60_000)).unknown()).isPresent();
    }

    @Test
    void itMayAnswerOneByteAtATime() throws Exception {
        var started = System.nanoTime();
        var answer =
                asked(connection -> {
                    write(connection, HEAD + "1000\r\n\r\n");
                    for (int i = 0; i < 1000; i++) {
                        write(connection, " ");
                        Thread.sleep(100);
                    }
                });
        assertThat(answer.unknown()).isPresent();
        assertThat(Duration.ofNanos(System.nanoTime() - started))
                .as("of the 100 s that it would take")
                .isLessThan(Duration.ofSeconds(50));
    }

    @Test
    void itMayLieAboutTheLength() throws Exception {
        assertThat(asked(connection -> write(connection, HEAD + "999\r\n\r\n{}")).unknown())
                .isPresent();
    }

    @Test
    void itMayFlood() throws Exception {
        var answer =
                asked(connection -> {
                    write(connection, HEAD + "999999999999\r\n\r\n");
                    var blanks = " ".repeat(1 << 20);
                    while (true) {
                        write(connection, blanks);
                    }
                });
        assertThat(answer.unknown()).isPresent();
    }

    @Test
    void itMayNestItsAnswer() throws Exception {
        var deep = "[".repeat(100_000);
        assertThat(
                        asked(connection ->
                                        write(connection, HEAD + deep.length() + "\r\n\r\n" + deep))
                                .unknown())
                .isPresent();
    }

    @Test
    void nobodyIsAskedAfterTheTimeForAllQuestions() throws Exception {
        var now = new AtomicReference<>(Instant.EPOCH);
        var answer =
                asked(
                        connection -> write(connection, HEAD + "2\r\n\r\n{}"),
                        now::get,
                        () -> now.set(Instant.EPOCH.plusSeconds(61)));
        assertThat(answer.unknown()).contains("the daemon has been asked for 60 s");
    }
}
