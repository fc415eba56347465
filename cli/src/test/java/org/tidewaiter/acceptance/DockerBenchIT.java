package org.tidewaiter.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.checks.host.Result;
import org.tidewaiter.checks.host.State;
import org.tidewaiter.checks.host.docker.DockerBenchmark;
import org.tidewaiter.checks.host.live.DaemonQuestions;
import org.tidewaiter.checks.host.live.HostCommands;
import org.tidewaiter.checks.host.live.LiveHost;
import org.tidewaiter.image.engine.Engine;
import org.tidewaiter.image.engine.EngineKind;
import org.tidewaiter.image.engine.EngineOptions;
import org.tidewaiter.image.engine.Engines;
import org.tidewaiter.testkit.image.TinyImage;

/// What the benchmark of Docker hosts says of a real daemon with containers that are as they should
/// be, and of one with containers that are not.
class DockerBenchIT {
    private static final String ULIMITS = " --ulimit nofile=1024:1024 --ulimit nproc=1024:1024 ";

    /// Of the kernel that tests run on; told on recorded facts.
    private static final String NO_MECHANISM = "5.2 5.3";

    private static final String NO_SWARM = "7.1 7.2 7.3 7.4 7.5 7.6 7.7 7.8 7.9";

    private static final Pattern OF_HOST = Pattern.compile("[123]\\..*");

    @TempDir private Path folder;

    private Path engineFolder;
    private PrivateEngine engine;

    @BeforeEach
    void aDaemon() throws Exception {
        engineFolder = Files.createTempDirectory("dockerd");
        engine = PrivateEngine.docker(engineFolder);
        engine.load(
                TinyImage.archive(
                        folder,
                        "good:1",
                        TinyImage.configured(
                                "{\"User\":\"10001:10001\",\"Cmd\":[\"/wait\"],"
                                        + "\"Healthcheck\":{\"Test\":[\"CMD\",\"/pass\"]}}")));
    }

    @AfterEach
    void stop() throws Exception {
        engine.stop();
    }

    private void docker(String line) throws Exception {
        Program.run(folder, engine.environment(), List.of("bash", "-c", "docker " + line)).passed();
    }

    private Map<String, Result> asked() throws Exception {
        var options = EngineOptions.standard(engine.environment());
        var clock = InstantSource.system();
        var daemon =
                new Engine(
                        EngineKind.DOCKER,
                        Engines.find(EngineKind.DOCKER, options).getFirst(),
                        Duration.ofSeconds(20),
                        options);
        var host =
                new LiveHost(
                        "here",
                        Path.of("/"),
                        clock.instant(),
                        HostCommands.telling(),
                        DaemonQuestions.of(daemon, clock));
        var results = new LinkedHashMap<String, Result>();
        DockerBenchmark.of(host)
                .results()
                .forEach(result -> results.put(result.control().id(), result));
        return results;
    }

    /// Of what the daemon answers.
    private static void assertThatAllElsePasses(
            Map<String, Result> results, Map<State, String> other) {
        for (var result : results.values()) {
            var id = result.control().id();
            if (OF_HOST.matcher(id).matches()) {
                continue;
            }
            var expected =
                    other.entrySet().stream()
                            .filter(ids -> List.of(ids.getValue().split(" ", -1)).contains(id))
                            .map(Map.Entry::getKey)
                            .findFirst()
                            .orElse(State.PASS);
            assertThat(result.state()).as("%s: %s", id, result.outcome()).isEqualTo(expected);
            assertThat(result.outcome().evidence()).as(id).isNotEmpty();
        }
        assertThat(results).hasSize(121);
    }

    private static Map<State, List<String>> ofDaemon(Map<String, Result> results) {
        return results.values().stream()
                .filter(result -> result.control().id().startsWith("2."))
                .collect(
                        Collectors.groupingBy(
                                Result::state,
                                Collectors.mapping(
                                        result -> result.control().id(), Collectors.toList())));
    }

    private static List<String> atFault(Map<String, Result> results, String id) {
        return Stream.ofNullable(results.get(id))
                .flatMap(result -> result.outcome().resources().stream())
                .toList();
    }

    @Test
    void aDaemonWithItsDefaultsHasTheFaultsOfThose() throws Exception {
        var results = asked();
        assertThat(ofDaemon(results))
                .containsOnly(
                        Map.entry(
                                State.FAIL,
                                List.of("2.4", "2.9", "2.12", "2.13", "2.14", "2.15", "2.16")),
                        Map.entry(State.WARN, List.of("2.1", "2.8")),
                        Map.entry(State.NOT_APPLICABLE, List.of("2.7")),
                        Map.entry(
                                State.PASS,
                                List.of(
                                        "2.2", "2.3", "2.5", "2.6", "2.10", "2.11", "2.17",
                                        "2.18")));
        assertThat(results.get("1.1.1").state()).isEqualTo(State.FAIL);
        assertThat(List.of(results.get("3.15").state(), results.get("3.16").state()))
                .containsOnly(State.PASS);
    }

    @Test
    void aDaemonThatWasToldOtherwiseHasOtherFaults() throws Exception {
        engine.stop();
        engineFolder = Files.createTempDirectory("dockerd");
        var settings = Files.createTempFile(folder, "daemon", ".json");
        Files.writeString(
                settings,
                """
                {"log-level":"debug","live-restore":true,"no-new-privileges":true,\
                "log-driver":"syslog","insecure-registries":["r.example:5000"],\
                "cgroup-parent":"/mine","default-ulimits":{"nofile":{"Name":"nofile","Hard":9,"Soft":9}}}\
                """);
        Files.setPosixFilePermissions(settings, PosixFilePermissions.fromString("rw-rw-r--"));
        engine =
                PrivateEngine.docker(
                        engineFolder,
                        "--config-file=" + settings,
                        "--userland-proxy=false",
                        "--experimental",
                        "--host=tcp://127.0.0.1:0");
        var results = asked();
        assertThat(ofDaemon(results))
                .containsOnly(
                        Map.entry(
                                State.FAIL,
                                List.of("2.3", "2.4", "2.5", "2.7", "2.9", "2.10", "2.12", "2.18")),
                        Map.entry(State.WARN, List.of("2.1")),
                        Map.entry(
                                State.PASS,
                                List.of(
                                        "2.2", "2.6", "2.8", "2.11", "2.13", "2.14", "2.15", "2.16",
                                        "2.17")));
        assertThat(atFault(results, "2.5")).containsExactly("registry r.example:5000");
        assertThat(atFault(results, "3.18")).containsExactly(settings.toString());
    }

    @Test
    void containersThatAreAsTheyShouldBePass() throws Exception {
        docker(
                "run -d --name good --network none --cap-drop ALL --read-only --memory 64m"
                        + " --cpus 0.5 --pids-limit 50 --security-opt no-new-privileges"
                        + " --restart on-failure:3"
                        + ULIMITS
                        + "good:1");
        assertThatAllElsePasses(
                asked(),
                Map.of(
                        State.WARN,
                        "4.2 4.12",
                        State.MANUAL,
                        "4.3 4.4 4.5 4.8 4.10 4.11 5.23 5.24 5.28",
                        State.NOT_APPLICABLE,
                        NO_MECHANISM + " " + NO_SWARM));
    }

    @Test
    void containersThatAreNotFailAndAreNamed() throws Exception {
        engine.load(
                TinyImage.archive(
                        folder,
                        "bad:1",
                        TinyImage.configured(
                                "{\"Cmd\":[\"/wait\"],\"Env\":[\"DB_PASSWORD=hunter2\"]}",
                                "RUN apt-get update",
                                "RUN chmod 4755 /wait",
                                "RUN apt-get install --allow-unauthenticated it",
                                "ADD archive.tar /opt # buildkit")));
        docker(
                "run -d --name bad --network host --pid host --ipc host --uts host"
                        + " --userns host --cgroup-parent /bench --restart always -v /etc:/e/sub"
                        + " -v %s/socket:/var/run/docker.sock".formatted(engineFolder)
                        + ULIMITS
                        + "bad:1");
        docker(
                "run -d --name worse --network none --security-opt seccomp=unconfined"
                        + " --device /dev/null --cap-add SYS_ADMIN --cap-add SYS_PTRACE --cap-add DAC_READ_SEARCH --cap-add SYS_MODULE -P"
                        + " -p 80:80 -v /root/:/r:ro"
                        + ULIMITS
                        + "bad:1 /sbin/sshd");
        docker("run -d --name of-user --network none --user 10001 " + ULIMITS + "bad:1");
        docker("exec -d --user 0 of-user /wait");
        docker("tag good:1 bad:1");
        for (int i = 0; i < 4; i++) {
            docker("create --network none good:1");
        }
        var results = asked();
        assertThatAllElsePasses(
                results,
                Map.of(
                        State.FAIL,
                        "4.1 4.6 5.4 5.6 5.7 5.8 5.10 5.11 5.12 5.13 5.14 5.15 5.16 5.17 5.21 5.22"
                                + " 5.24 5.25 5.26 5.27 5.29 5.31 5.32"
                                + " C.5.3.1 C.5.3.2 C.5.3.3 C.5.3.4",
                        State.WARN,
                        "4.2 4.7 4.8 4.9 4.10 4.11 4.12 5.9 5.18 5.28 6.2",
                        State.MANUAL,
                        "4.3 4.4 4.5 5.23",
                        State.NOT_APPLICABLE,
                        NO_MECHANISM + " " + NO_SWARM));
        assertThat(atFault(results, "5.7")).containsExactly("container worse");
        assertThat(atFault(results, "5.6")).containsExactly("container bad", "container worse");
        assertThat(atFault(results, "5.24")).containsExactly("container of-user");
        assertThat(atFault(results, "5.32")).containsExactly("container bad");
        assertThat(results.values().toString()).doesNotContain("hunter2");
    }
}
