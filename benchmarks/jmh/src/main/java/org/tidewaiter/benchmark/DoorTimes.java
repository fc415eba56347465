package org.tidewaiter.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.tidewaiter.gate.KnownClearances;
import org.tidewaiter.gate.docker.DockerDoor;
import org.tidewaiter.image.engine.Engine;
import org.tidewaiter.image.engine.EngineKind;
import org.tidewaiter.image.engine.EngineOptions;
import org.tidewaiter.image.engine.Engines;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.clearance.Clearance;
import org.tidewaiter.model.clearance.Head;
import org.tidewaiter.policy.gate.Gate;
import org.tidewaiter.policy.rule.PolicyFiles;

/// How long a door takes to let a container be made, at 500 requests a second that do not wait for
/// each other: over its socket, with a thousand clearances, with rules about containers, and with a
/// daemon that answers what image it holds. All of it is in one process.
public final class DoorTimes {
    private static final int A_SECOND = 500;
    private static final int WARM_SECONDS = 10;
    private static final int SECONDS = 10;
    private static final int CONNECTIONS = 64;
    private static final int CLEARANCES = 1000;
    private static final String RULES =
            """
            policy: door
            rules:
              - id: no-privileges
                when: request.act in ['create', 'start', 'restart']
                require: "!workload.privileged && size(workload.addedCapabilities) == 0"
                message: "it asks for privileges"
              - id: no-host-paths
                when: request.act in ['create', 'start', 'restart']
                forbid: workload.mounts.filter(m, m.type == 'bind')
                message: "it mounts {it.source} of the host"
            """;

    private DoorTimes() {}

    /// Prints in milliseconds what half and 99 of 100 requests took, from when they were due.
    public static void main(String[] arguments) throws Exception {
        var folder = Files.createTempDirectory("door");
        try (var daemon = daemon(folder.resolve("d"));
                var _ = door(folder).open(folder.resolve("s"), IO::println)) {
            Thread.ofVirtual().start(() -> serve(daemon));
            load(folder.resolve("s"), WARM_SECONDS);
            var times = load(folder.resolve("s"), SECONDS);
            IO.println(
                    "%.3f %.3f".formatted(times[times.length / 2], times[times.length * 99 / 100]));
        } finally {
            Files.deleteIfExists(folder.resolve("d"));
            Files.deleteIfExists(folder);
        }
    }

    private static DockerDoor door(Path folder) throws Exception {
        var options =
                EngineOptions.standard(Map.of("DOCKER_HOST", "unix://" + folder.resolve("d")));
        var address = Engines.find(EngineKind.DOCKER, options).getFirst();
        var known = known();
        return new DockerDoor(
                "prod",
                new Gate(PolicyFiles.read("door.yaml", RULES)),
                () -> known,
                new Engine(EngineKind.DOCKER, address, Duration.ofSeconds(5), options),
                Clock.systemUTC());
    }

    private static KnownClearances.Known known() {
        var clearances = IntStream.range(0, CLEARANCES).mapToObj(DoorTimes::clearance).toList();
        var now = Instant.now();
        var head =
                new Head(
                        "",
                        "prod",
                        1,
                        now,
                        now.plus(Duration.ofHours(9)),
                        0,
                        List.of(),
                        List.of(),
                        "cara");
        return new KnownClearances.Known(clearances, List.of(head), List.of(), "");
    }

    private static Digest digest(int number) {
        return new Digest("sha256", "%064x".formatted(number));
    }

    private static Clearance clearance(int number) {
        var now = Instant.now();
        var id = digest(number);
        return new Clearance(
                id,
                "prod",
                new TreeSet<>(List.of(id)),
                new TreeSet<>(),
                new Clearance.Named("door", id),
                new Clearance.CharterVersion(id, 1),
                List.of(),
                new Clearance.Advisories("", Optional.empty()),
                List.of(),
                Optional.empty(),
                now,
                now,
                now.plus(Duration.ofDays(7)),
                now.plus(Duration.ofDays(9)),
                1,
                "cara");
    }

    private static ServerSocketChannel daemon(Path socket) throws IOException {
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket), CONNECTIONS);
        return server;
    }

    private static void serve(ServerSocketChannel daemon) {
        try {
            while (true) {
                var connection = daemon.accept();
                Thread.ofVirtual().start(() -> tell(connection));
            }
        } catch (IOException _) {
            // it is over
        }
    }

    /// Which image it holds under a name `app:NUMBER`.
    private static void tell(SocketChannel connection) {
        try (connection) {
            var in = ByteBuffer.allocate(4096);
            connection.read(in);
            var line = new String(in.array(), 0, in.position(), StandardCharsets.US_ASCII);
            var name = line.substring(line.indexOf(':') + 1, line.indexOf("/json"));
            var body =
                    "{\"Id\":\"%s\",\"Config\":{\"User\":\"app\"}}"
                            .formatted(digest(Integer.parseInt(name)));
            connection.write(
                    ByteBuffer.wrap(
                            "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s"
                                    .formatted(body.length(), body)
                                    .getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException _) {
            // the door has hung up
        }
    }

    /// @return how long each took, the shortest first
    private static double[] load(Path socket, int seconds) throws Exception {
        var idle = new ArrayBlockingQueue<SocketChannel>(CONNECTIONS);
        for (int one = 0; one < CONNECTIONS; one++) {
            var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.connect(UnixDomainSocketAddress.of(socket));
            idle.add(channel);
        }
        var times = new double[A_SECOND * seconds];
        var answers = new ArrayList<Future<?>>();
        long start = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int one = 0; one < times.length; one++) {
                int number = one;
                long due = start + one * (1_000_000_000L / A_SECOND);
                for (long left = due - System.nanoTime();
                        left > 0;
                        left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                answers.add(
                        threads.submit(() -> {
                            ask(idle, number % CLEARANCES);
                            times[number] = (System.nanoTime() - due) / 1e6;
                            return true;
                        }));
            }
        }
        for (var answer : answers) {
            answer.get();
        }
        for (var channel : new ArrayList<>(idle)) {
            channel.close();
        }
        Arrays.sort(times);
        return times;
    }

    private static void ask(BlockingQueue<SocketChannel> idle, int number) throws Exception {
        var channel = idle.take();
        var out = ByteBuffer.wrap(question(number));
        while (out.hasRemaining()) {
            channel.write(out);
        }
        var answer = answer(Channels.newInputStream(channel));
        idle.add(channel);
        if (!answer.contains("\"Allow\": true")) {
            throw new IllegalStateException("what is measured must pass: " + answer);
        }
    }

    private static byte[] question(int number) {
        var body =
                """
                {"Image":"app:%d","Env":["A=b"],"Cmd":["serve"],"HostConfig":{"Memory":1000000,\
                "SecurityOpt":["no-new-privileges"]}}\
                """
                        .formatted(number);
        var json =
                """
                {"RequestMethod":"POST","RequestUri":"/v1.41/containers/create",\
                "RequestHeaders":{"Content-Type":"application/json"},"RequestBody":"%s"}\
                """
                        .formatted(
                                Base64.getEncoder()
                                        .encodeToString(body.getBytes(StandardCharsets.UTF_8)));
        return "POST /AuthZPlugin.AuthZReq HTTP/1.1\r\nHost: \r\nContent-Length: %d\r\n\r\n%s"
                .formatted(json.length(), json)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String answer(InputStream in) throws IOException {
        var answer = new StringBuilder();
        do {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("the door has hung up: " + answer);
            }
            answer.append((char) octet);
        } while (answer.indexOf("}\n") < 0);
        return answer.toString();
    }
}
