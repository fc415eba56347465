package org.tidewaiter.checks.host.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.checks.host.docker.EngineFacts.CONTAINER;
import static org.tidewaiter.checks.host.docker.EngineFacts.EXEC;
import static org.tidewaiter.checks.host.docker.EngineFacts.IMAGE;
import static org.tidewaiter.checks.host.docker.EngineFacts.imageWith;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.checks.host.FakeHost;
import org.tidewaiter.checks.host.State;

/// Every control of the daemon's answers, with an engine that is as it should be and one that is
/// not.
class EngineChecksTest {
    private static final String PRIVILEGED = host("\"Privileged\":true");
    private static final String GOOD_SWARM =
            """
            {"CreatedAt":"2026-06-01T00:00:00.5Z","Spec":{"EncryptionConfig":\
            {"AutoLockManagers":true},"CAConfig":{"NodeCertExpiry":2592000000000000}}}\
            """;
    private static final String BAD_SWARM =
            """
            {"CreatedAt":"2024-06-01T00:00:00Z","Spec":{"EncryptionConfig":\
            {"AutoLockManagers":false},"CAConfig":{"NodeCertExpiry":7776000000000000}}}\
            """;

    private static BenchCase scored(String id, FakeHost good, FakeHost bad) {
        return BenchCase.scored(id, good, bad);
    }

    private static BenchCase advice(String id, FakeHost good, State whenGood, FakeHost bad) {
        return BenchCase.advice(id, good, whenGood, bad);
    }

    private static BenchCase scored(String id, String good, String bad) {
        return BenchCase.scored(id, EngineFacts.running(good), EngineFacts.running(bad));
    }

    private static BenchCase advice(String id, String good, State whenGood, String bad) {
        return BenchCase.advice(id, EngineFacts.running(good), whenGood, EngineFacts.running(bad));
    }

    private static String host(String members) {
        return "\"HostConfig\":{%s}".formatted(members);
    }

    private static String mount(String source, boolean isWritable, String propagation) {
        return "\"Mounts\":[{\"Type\":\"bind\",\"Source\":\"%s\",\"Destination\":\"/in\",\"RW\":%s,\"Propagation\":\"%s\"}]"
                .formatted(source, isWritable, propagation);
    }

    private static String port(String address, String port) {
        return "\"NetworkSettings\":{\"Ports\":{\"80/tcp\":[{\"HostIp\":\"%s\",\"HostPort\":\"%s\"}]}}"
                .formatted(address, port);
    }

    private static FakeHost image(String config, String history) {
        return EngineFacts.image(imageWith(config), history);
    }

    private static FakeHost exec(String config, String process) {
        return EngineFacts.running("\"Config\":{%s},\"ExecIDs\":[\"%s\"]".formatted(config, EXEC))
                .engine(
                        "/exec/%s/json".formatted(EXEC),
                        "{\"Running\":true,\"ProcessConfig\":{%s}}".formatted(process));
    }

    private static FakeHost top(String command) {
        return EngineFacts.running("\"Config\":{}")
                .engine(
                        "/containers/%s/top".formatted(CONTAINER),
                        "{\"Titles\":[\"PID\",\"CMD\"],\"Processes\":[[\"1\",\"%s\"]]}"
                                .formatted(command));
    }

    private static FakeHost swarm(int managers, int nodes, String answer, boolean isGood) {
        var tcp =
                "  sl  local_address rem_address   st\n   0: %s:0949 00000000:0000 0A 00000000\n"
                        .formatted(isGood ? "0100007F" : "00000000");
        return EngineFacts.swarm(
                        "\"Managers\":%d,\"Nodes\":%d".formatted(managers, nodes),
                        answer,
                        "[{\"Name\":\"ingress\",\"Driver\":\"overlay\",\"Options\":{%s}}]"
                                .formatted(isGood ? "\"encrypted\":\"\"" : ""),
                        "[{\"Spec\":{\"Name\":\"db\",\"TaskTemplate\":{\"ContainerSpec\":{\"Env\":[\"%s\"]}}}}]"
                                .formatted(isGood ? "MODE=fast" : "DB_PASSWORD=hunter2"))
                .file("/proc/net/tcp", tcp);
    }

    private static Stream<BenchCase> cases() {
        return Stream.of(images(), powers(), rest(), swarms()).flatMap(cases -> cases);
    }

    private static Stream<BenchCase> images() {
        var plain = image("", "CMD /app");
        return Stream.of(
                scored("4.1", image("\"User\":\"app\",", ""), image("\"User\":\"00:0\",", "")),
                advice(
                        "4.2",
                        EngineFacts.image("\"RepoDigests\":[\"shop/web@sha256:1\"]", ""),
                        State.MANUAL,
                        plain),
                new BenchCase("4.3", plain, State.MANUAL, plain, State.MANUAL),
                advice(
                        "4.4",
                        plain,
                        State.MANUAL,
                        EngineFacts.image("\"Created\":\"2026-01-01T00:00:00.1Z\"", "")),
                new BenchCase("4.5", plain, State.MANUAL, plain, State.MANUAL),
                scored(
                        "4.6",
                        image("\"Healthcheck\":{\"Test\":[\"CMD\",\"/check\"]},", ""),
                        image("\"Healthcheck\":{\"Test\":[\"NONE\"]},", "")),
                advice(
                        "4.7",
                        image("", "RUN apt-get update && apt-get install -y it"),
                        State.PASS,
                        image("", "RUN /bin/sh -c apt-get -qq update # buildkit")),
                advice("4.8", plain, State.MANUAL, image("", "RUN chmod u+s /bin/it")),
                advice(
                        "4.9",
                        image("", "COPY a /b\n/bin/sh -c #(nop) ADD file:3f1 in / "),
                        State.PASS,
                        image(
                                "",
                                "/bin/sh -c #(nop) ADD file:1f in /app\nADD rootfs.tar.xz / # buildkit")),
                advice("4.10", plain, State.MANUAL, image("\"Env\":[\"API_TOKEN=hunter2\"],", "")),
                advice(
                        "4.11",
                        plain,
                        State.MANUAL,
                        image("", "RUN apk add --allow-untrusted it.apk")),
                advice(
                        "4.12",
                        EngineFacts.image("\"RepoDigests\":[\"shop/web@sha256:1\"]", ""),
                        State.MANUAL,
                        plain));
    }

    private static Stream<BenchCase> powers() {
        var none = host("");
        return Stream.of(
                scored(
                        "5.2",
                        "\"AppArmorProfile\":\"docker-default\"",
                        "\"AppArmorProfile\":\"unconfined\""),
                scored(
                        "5.3",
                        "\"ProcessLabel\":\"system_u:system_r:container_t:s0\"",
                        "\"ProcessLabel\":\"\""),
                scored(
                        "5.4",
                        host("\"CapAdd\":[\"NET_RAW\"]"),
                        host("\"CapAdd\":[\"CAP_NET_ADMIN\"]")),
                scored("5.5", none, PRIVILEGED),
                scored("5.22", none, host("\"SecurityOpt\":[\"seccomp=unconfined\"]")),
                scored(
                        "5.26",
                        host("\"SecurityOpt\":[\"no-new-privileges\"]"),
                        host("\"SecurityOpt\":[\"no-new-privileges:false\"]")),
                scored("C.5.3.1", none, host("\"CapAdd\":[\"DAC_READ_SEARCH\"]")),
                scored(
                        "C.5.3.2",
                        host("\"CapAdd\":[\"ALL\"],\"CapDrop\":[\"SYS_MODULE\"]"),
                        host("\"CapAdd\":[\"ALL\"]")),
                scored("C.5.3.3", none, host("\"CapAdd\":[\"cap_sys_admin\"]")),
                scored("C.5.3.4", none, PRIVILEGED));
    }

    private static Stream<BenchCase> rest() {
        var none = host("");
        return Stream.of(
                scored("5.1", EngineFacts.running(none), swarm(1, 1, GOOD_SWARM, true)),
                scored("5.6", mount("/srv/data", true, ""), mount("/etc/cron.d", true, "")),
                scored("5.7", top("/app sshd"), top("sshd: /usr/sbin/sshd -D [listener]")),
                scored("5.8", port("192.0.2.1", "1024"), port("192.0.2.1", "443")),
                advice("5.9", none, State.PASS, host("\"PublishAllPorts\":true")),
                scored("5.10", host("\"NetworkMode\":\"none\""), host("\"NetworkMode\":\"host\"")),
                scored("5.11", host("\"Memory\":4194304"), host("\"Memory\":0")),
                scored("5.12", host("\"NanoCpus\":1"), none),
                scored("5.13", host("\"ReadonlyRootfs\":true"), none),
                scored("5.14", port("192.0.2.1", "80"), port("::", "80")),
                scored(
                        "5.15",
                        host("\"RestartPolicy\":{\"Name\":\"on-failure\",\"MaximumRetryCount\":5}"),
                        host("\"RestartPolicy\":{\"Name\":\"always\",\"MaximumRetryCount\":0}")),
                scored("5.16", none, host("\"PidMode\":\"host\"")),
                scored("5.17", host("\"IpcMode\":\"private\""), host("\"IpcMode\":\"host\"")),
                advice(
                        "5.18",
                        none,
                        State.PASS,
                        host("\"Devices\":[{\"PathOnHost\":\"/dev/sda\"}]")),
                advice(
                        "5.19",
                        host("\"Ulimits\":[{\"Name\":\"nofile\",\"Soft\":9,\"Hard\":9}]"),
                        State.PASS,
                        host("\"Ulimits\":[{\"Name\":\"core\",\"Soft\":-1,\"Hard\":-1}]")),
                scored("5.20", mount("/srv", true, "rprivate"), mount("/srv", true, "rshared")),
                scored("5.21", none, host("\"UTSMode\":\"host\"")),
                new BenchCase(
                        "5.23",
                        EngineFacts.running(none),
                        State.MANUAL,
                        exec("", "\"privileged\":true"),
                        State.FAIL),
                new BenchCase(
                        "5.24",
                        EngineFacts.running(none),
                        State.MANUAL,
                        exec("\"User\":\"app\"", "\"user\":\"0:0\""),
                        State.FAIL),
                scored("5.25", none, host("\"CgroupParent\":\"/other\"")),
                scored(
                        "5.27",
                        "\"State\":{\"Health\":{\"Status\":\"healthy\"}}",
                        "\"State\":{\"Status\":\"running\"}"),
                advice(
                        "5.28",
                        EngineFacts.running("\"Config\":{\"Image\":\"shop/web:1\"}"),
                        State.MANUAL,
                        EngineFacts.running("\"Config\":{\"Image\":\"shop/web:1\"}")
                                .engine(
                                        "/images/json",
                                        "[{\"Id\":\"%s\",\"RepoTags\":[\"shop/web:1\"]}]"
                                                .formatted(IMAGE.replace('1', '2')))),
                scored("5.29", host("\"PidsLimit\":100"), host("\"PidsLimit\":null")),
                advice(
                        "5.30",
                        "\"NetworkSettings\":{\"Networks\":{\"shop\":{}}}",
                        State.PASS,
                        "\"NetworkSettings\":{\"Networks\":{\"bridge\":{}}}"),
                scored("5.31", none, host("\"UsernsMode\":\"host\"")),
                scored("5.32", mount("/srv", true, ""), mount("/var/run/docker.sock", false, "")),
                advice(
                        "6.1",
                        EngineFacts.running(none),
                        State.PASS,
                        EngineFacts.running(none).engine("/containers/json?all=1", "[]")),
                advice("6.2", EngineFacts.running(none), State.PASS, image("", "")));
    }

    private static Stream<BenchCase> swarms() {
        var good = swarm(3, 5, GOOD_SWARM, true);
        var bad = swarm(2, 2, BAD_SWARM, false);
        return Stream.of(
                scored("7.1", good, bad),
                scored("7.2", good, bad),
                scored("7.3", good, bad),
                advice("7.4", good, State.PASS, bad),
                scored("7.5", good, bad),
                advice("7.6", good, State.MANUAL, bad),
                advice("7.7", good, State.PASS, bad),
                advice("7.8", good, State.PASS, bad),
                new BenchCase(
                        "7.9",
                        swarm(1, 1, GOOD_SWARM, true),
                        State.NOT_APPLICABLE,
                        bad,
                        State.MANUAL));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aControlTellsAnEngineThatIsAsItShouldBeFromOneThatIsNot(BenchCase one) {
        one.assertTold();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void recordedFactsAreJudgedAsTheHostWas(BenchCase one) throws Exception {
        one.assertSameWhenRecorded();
    }

    @Test
    void everyControlOfTheDaemonsAnswersHasACase() {
        assertThat(cases().map(BenchCase::id))
                .containsExactlyInAnyOrderElementsOf(
                        EngineFacts.ask(new FakeHost()).keySet().stream()
                                .filter(id -> !id.matches("[123]\\..*"))
                                .toList())
                .hasSize(59);
    }
}
