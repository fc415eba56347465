package org.tidewaiter.gate.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tidewaiter.gate.KnownClearances.Known;
import org.tidewaiter.image.engine.Engine;
import org.tidewaiter.image.engine.EngineKind;
import org.tidewaiter.image.engine.EngineOptions;
import org.tidewaiter.image.engine.Engines;
import org.tidewaiter.policy.gate.Gate;
import org.tidewaiter.policy.rule.PolicyFiles;
import org.tidewaiter.testkit.image.BuiltImage;
import org.tidewaiter.testkit.image.TinyImage;

/// A real daemon that asks the door, and the command `docker` in front of it.
class DockerDoorIT {
    private static final String RULES =
            """
            policy: door
            rules:
              - id: no-privileges
                when: request.act in ['create', 'start', 'restart', 'exec']
                require: "!workload.privileged"
                message: "it asks for all privileges"
              - id: no-host-paths
                when: request.act in ['create', 'start', 'restart']
                forbid: workload.mounts.filter(m, m.type == 'bind')
                message: "it mounts {it.source} of the host"
            """;

    private static final BuiltImage GOOD = TinyImage.of("good");
    private static final BuiltImage BAD = TinyImage.of("bad");

    private static final AtomicReference<Known> KNOWN =
            new AtomicReference<>(Cleared.known(List.of(), GOOD.configDigest()));

    private static Path folder;
    private static Path socket;
    private static PluginServer door;
    private static DaemonUnderTest daemon;

    @BeforeAll
    static void startTheDaemon() throws Exception {
        new ProcessBuilder("../testkit/oracles/install.sh", "engines")
                .inheritIO()
                .start()
                .waitFor();
        folder = Files.createTempDirectory("door");
        socket = Path.of("/run/docker/plugins/door" + ProcessHandle.current().pid() + ".sock");
        door = open();
        daemon =
                DaemonUnderTest.start(folder, socket.getFileName().toString().replace(".sock", ""));
        load("good:1", GOOD);
        load("bad:1", BAD);
    }

    private static PluginServer open() throws Exception {
        var options =
                EngineOptions.standard(Map.of("DOCKER_HOST", "unix://" + folder.resolve("d")));
        var engine =
                new Engine(
                        EngineKind.DOCKER,
                        Engines.find(EngineKind.DOCKER, options).getFirst(),
                        Duration.ofSeconds(20),
                        options);
        var gate = new Gate(PolicyFiles.read("door.yaml", RULES));
        return new DockerDoor(
                        "prod",
                        gate,
                        () -> Objects.requireNonNull(KNOWN.get()),
                        engine,
                        Clock.systemUTC())
                .open(socket, System.err::println);
    }

    private static void load(String name, BuiltImage image) throws Exception {
        var archive = TinyImage.archive(folder, name, image);
        passes("load", "--input", archive.toString());
    }

    @AfterAll
    static void stopTheDaemon() throws Exception {
        for (DaemonUnderTest one : new DaemonUnderTest[] {daemon}) {
            if (one != null) { // it did not come so far
                one.stop();
            }
        }
        for (PluginServer one : new PluginServer[] {door}) {
            if (one != null) {
                one.close();
            }
        }
    }

    private static void passes(String... arguments) throws Exception {
        var result = daemon.docker(arguments);
        assertThat(result.status()).as(result.output()).isZero();
    }

    /// @param reason what people read
    private static void isRefused(String reason, String... arguments) throws Exception {
        var result = daemon.docker(arguments);
        assertThat(result.status()).as(result.output()).isNotZero();
        assertThat(result.output()).contains("authorization denied by plugin").contains(reason);
    }

    @Test
    void aClearedImageRuns() throws Exception {
        passes("run", "--rm", "--network=none", "good:1");
    }

    @Test
    void whatWasLoadedIsNotCleared() throws Exception {
        isRefused(
                "create of bad:1 is refused at stage prod: no clearance",
                "run",
                "--rm",
                "--network=none",
                "bad:1");
    }

    @Test
    void anotherNameClearsNothing() throws Exception {
        passes("tag", "bad:1", "good:2");
        isRefused("create of good:2", "run", "--rm", "--network=none", "good:2");
    }

    @Test
    void aContainerIsWhatItWasMadeOfWhateverItsNameMeansNow() throws Exception {
        passes("tag", "good:1", "swapped:1");
        passes("create", "--name=before", "--network=none", "swapped:1");
        passes("tag", "bad:1", "swapped:1");
        isRefused("create of swapped:1", "create", "--network=none", "swapped:1");
        passes("start", "--attach", "before");
        passes("rm", "before");
    }

    @Test
    void whatWasImportedIsNotCleared() throws Exception {
        var tar = Files.write(folder.resolve("root.tar"), GOOD.layers().getFirst().tar());
        passes("import", tar.toString(), "imported:1");
        isRefused("create of imported:1", "run", "--network=none", "imported:1", "/pass");
    }

    @Test
    void whatWasCommittedIsNotCleared() throws Exception {
        passes("create", "--name=source", "--network=none", "good:1");
        passes("commit", "source", "committed:1");
        isRefused("create of committed:1", "run", "--network=none", "committed:1");
        passes("rm", "source");
    }

    @Test
    void aContainerThatWasMadeInTimeDoesNotStartAfterItsImageWasWithdrawn() throws Exception {
        var before = KNOWN.get();
        passes("create", "--name=late", "--network=none", "good:1");
        KNOWN.set(
                Cleared.known(
                        List.of(Cleared.withdrawal(GOOD.configDigest())), GOOD.configDigest()));
        try {
            isRefused("it leaks", "start", "late");
            isRefused("it leaks", "rename", "late", "other");
        } finally {
            KNOWN.set(before);
        }
        passes("rm", "late");
    }

    @Test
    void aRuleAboutTheContainerRefusesWhatIsCleared() throws Exception {
        isRefused("it asks for all privileges", "run", "--privileged", "good:1");
    }

    @Test
    void aVolumeThatShowsTheHostIsAPathOfTheHost() throws Exception {
        passes(
                "volume",
                "create",
                "--opt=type=none",
                "--opt=o=bind",
                "--opt=device=/etc",
                "harmless");
        isRefused("it mounts /etc of the host", "run", "--volume=harmless:/data", "good:1");
        isRefused("it mounts /etc of the host", "run", "--volume=/etc:/data:ro", "good:1");
        isRefused(
                "it mounts / of the host",
                "run",
                "--mount=type=volume,dst=/d,volume-driver=local,volume-opt=type=overlay,"
                        + "\"volume-opt=o=lowerdir=/etc,upperdir=/u,workdir=/w\"",
                "good:1");
    }

    @Test
    void oneMoreProcessGetsNoPrivileges() throws Exception {
        passes("run", "--detach", "--name=waits", "--network=none", "good:1", "/wait");
        passes("exec", "waits", "/pass");
        isRefused("it asks for all privileges", "exec", "--privileged", "waits", "/pass");
        passes("rm", "--force", "waits");
    }

    @Test
    void whatHidesWhatItAsksForIsRefused() throws Exception {
        var body = "{\"Image\":\"bad:1\",\"HostConfig\":{\"NetworkMode\":\"none\"}}";
        var plain = new String[] {"--header", "Content-Type: application/json", "--data", body};
        assertThat(daemon.curl("/containers/create", plain).output()).contains("uncleared");
        assertThat(daemon.curl("/containers/create?x=/auth", plain).output())
                .contains("authorization denied");
        assertThat(
                        daemon.curl(
                                        "/containers/create",
                                        "--header",
                                        "Content-Type: application/json",
                                        "--header",
                                        "Transfer-Encoding: chunked",
                                        "--data",
                                        body)
                                .output())
                .contains("authorization denied");
        assertThat(
                        daemon.curl(
                                        "/containers/create",
                                        "--header",
                                        "Content-Type: application/json",
                                        "--data",
                                        "{\"\u0130mage\":1,\"Image\":\"good:1\",\"ima\\u0067e\":\"bad:1\"}")
                                .output())
                .contains("stands there twice");
        assertThat(daemon.curl("/v1.23/containers/x/start", "--request", "POST").output())
                .contains("below 1.24");
        assertThat(daemon.curl("/containers/%2e%2e/x", "--request", "POST").output())
                .doesNotContain("Created");
        assertThat(daemon.curl("/services/create", plain).output()).contains("a swarm starts");
        assertThat(daemon.curl("/plugins/pull?remote=x", "--request", "POST").output())
                .contains("plugins of the daemon");
    }

    @Test
    void whileNobodyStandsAtTheDoorNothingPassesAndThenAllIsAsBefore() throws Exception {
        door.close();
        var refused = daemon.docker("run", "--rm", "--network=none", "good:1");
        assertThat(refused.status()).isNotZero();
        door = open();
        passes("run", "--rm", "--network=none", "good:1");
        isRefused("uncleared", "run", "--rm", "--network=none", "bad:1");
    }
}
