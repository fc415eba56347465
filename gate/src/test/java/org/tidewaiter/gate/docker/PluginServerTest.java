package org.tidewaiter.gate.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.policy.gate.Gate;
import org.tidewaiter.policy.rule.PolicyFiles;

class PluginServerTest {
    private static final Digest GOOD = new Digest("sha256", "1".repeat(64));
    private static final Duration LONG = Duration.ofMinutes(1);

    private Path folder;
    private Path socket;
    private PluginServer door;

    @BeforeEach
    void open() throws Exception {
        folder = Files.createTempDirectory("door");
        socket = folder.resolve("s");
        door = start();
    }

    private PluginServer start() throws Exception {
        return start(LONG);
    }

    private PluginServer start(Duration patience) throws Exception {
        var gate =
                new DockerGate(
                        "prod",
                        new Gate(PolicyFiles.read("door.yaml", "policy: door\nrules: []\n")),
                        Cleared.images(GOOD),
                        new FakeDaemon().image("app:1", GOOD),
                        Clock.systemUTC());
        return PluginServer.start(gate, socket, patience, _ -> {});
    }

    @AfterEach
    void close() throws IOException {
        door.close();
        Files.deleteIfExists(socket);
        Files.deleteIfExists(folder);
    }

    private SocketChannel connect() throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket));
        return channel;
    }

    /// As Docker writes it: without a host.
    private static byte[] request(String path, byte[] body) {
        var head =
                "POST %s HTTP/1.1\r\nHost: \r\nUser-Agent: Go-http-client/1.1\r\nContent-Length: %d\r\n\r\n"
                        .formatted(path, body.length);
        var out = new ByteArrayOutputStream();
        out.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(body);
        return out.toByteArray();
    }

    private static byte[] question(String method, String uri) {
        return request("/AuthZPlugin.AuthZReq", Asked.json(method, uri, "", ""));
    }

    /// @return all that comes until the answer's object has ended, or nothing more comes
    private static String exchange(SocketChannel channel, byte[] bytes) throws IOException {
        var out = ByteBuffer.wrap(bytes);
        while (out.hasRemaining()) {
            channel.write(out);
        }
        var in = Channels.newInputStream(channel);
        var answer = new StringBuilder();
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            answer.append((char) octet);
            if (octet == '\n' && answer.toString().endsWith("}\n")) {
                break;
            }
        }
        return answer.toString();
    }

    private String exchange(byte[] bytes) throws IOException {
        try (var channel = connect()) {
            return exchange(channel, bytes);
        }
    }

    @Test
    void itSaysWhatItIs() throws IOException {
        assertThat(exchange(request("/Plugin.Activate", new byte[0])))
                .startsWith("HTTP/1.1 200")
                .contains("\"authz\"");
    }

    @Test
    void oneConnectionAsksManyThings() throws IOException {
        try (var channel = connect()) {
            for (int time = 0; time < 3; time++) {
                assertThat(exchange(channel, question("GET", "/info"))).contains("true");
                assertThat(exchange(channel, question("POST", "/swarm/init"))).contains("false");
                assertThat(exchange(channel, request("/AuthZPlugin.AuthZRes", new byte[200_000])))
                        .contains("true");
            }
        }
    }

    @Test
    void nobodyElseMaySpeakToIt() throws IOException {
        assertThat(Files.getPosixFilePermissions(socket))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void whatADoorThatWasKilledHasLeftIsReplaced() throws Exception {
        door.close();
        try (var killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            killed.bind(UnixDomainSocketAddress.of(socket));
        }
        assertThat(socket).exists();
        door = start();
        assertThat(exchange(question("GET", "/info"))).contains("true");
    }

    @Test
    void aDoorThatStandsIsNotReplacedNorIsAFile() throws Exception {
        assertThatThrownBy(this::start)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("another program listens");
        door.close();
        Files.writeString(socket, "mine");
        assertThatThrownBy(this::start)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("no socket");
        assertThat(socket).hasContent("mine");
    }

    @Test
    void whatIsTooLargeIsRefusedAndNotKept() throws IOException {
        assertThat(exchange(request("/AuthZPlugin.AuthZReq", new byte[9 << 20])))
                .contains("false")
                .contains("more than");
    }

    @Test
    void whatIsNoQuestionIsRefused() throws IOException {
        for (var body : List.of("", "{", "[]", "null", "\u0000", "{\"RequestBody\":\"%\"}")) {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            assertThat(exchange(request("/AuthZPlugin.AuthZReq", bytes)))
                    .as(body)
                    .contains("\"Allow\": false");
        }
    }

    /// Docker does so where a door has ended while it was asked.
    @Test
    void aQuestionThatWasLostIsToBeAskedAgain() throws IOException {
        assertThat(exchange(request("/AuthZPlugin.AuthZReq", new byte[0])))
                .contains("\"Allow\": false")
                .contains("ask again");
    }

    @Test
    void whatIsNoHttpIsHungUpOn() throws IOException {
        for (var text :
                List.of(
                        "\r\n\r\n",
                        "GET\r\n\r\n",
                        "POST /Plugin.Activate HTTP/2\r\n\r\n",
                        "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                        "POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
                        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
                        "POST / HTTP/1.1\r\nX: " + "x".repeat(20_000) + "\r\n\r\n")) {
            assertThat(exchange(text.getBytes(StandardCharsets.US_ASCII))).as(text).isEmpty();
        }
    }

    @Test
    void whoIsSlowIsHungUpOnAndHoldsUpNobody() throws Exception {
        door.close();
        door = start(Duration.ofMillis(300));
        var slow = new ArrayList<SocketChannel>();
        for (int one = 0; one < 50; one++) {
            var channel = connect();
            channel.write(ByteBuffer.wrap("POST /AuthZ".getBytes(StandardCharsets.US_ASCII)));
            slow.add(channel);
        }
        assertThat(exchange(question("GET", "/info"))).contains("true");
        for (var channel : slow) {
            assertThat(exchange(channel, new byte[0])).isEmpty(); // it ends, and says nothing
            channel.close();
        }
    }

    @Test
    void aFloodIsAnsweredAndWhoLooksOnlyIsTo() throws Exception {
        var body =
                Asked.json(
                        "POST", "/containers/create", "application/json", "{\"Image\":\"app:1\"}");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<String>>();
            for (int one = 0; one < 200; one++) {
                answers.add(threads.submit(() -> exchange(request("/AuthZPlugin.AuthZReq", body))));
                answers.add(
                        threads.submit(() ->
                                exchange(request("/AuthZPlugin.AuthZReq", new byte[1 << 20]))));
                answers.add(threads.submit(() -> exchange(question("GET", "/info"))));
            }
            for (int one = 0; one < answers.size(); one += 3) {
                assertThat(answers.get(one).get()).contains("true");
                assertThat(answers.get(one + 1).get()).contains("false");
                assertThat(answers.get(one + 2).get()).contains("true");
            }
        }
    }
}
