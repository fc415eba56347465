package org.tidewaiter.checks.host.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.checks.host.docker.BenchCase.scored;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.checks.host.FakeHost;
import org.tidewaiter.checks.host.State;

/// Every control of a host's files and of its daemon's settings, with a host that is as it should
/// be and one that is not.
class HostChecksTest {
    private static final int DOCKERS_GROUP = 998;

    private static BenchCase advice(String id, FakeHost good, FakeHost bad) {
        return BenchCase.advice(id, good, State.PASS, bad);
    }

    /// A running daemon that was started with these words.
    private static FakeHost daemon(String... flags) {
        return new FakeHost()
                .process(
                        900,
                        0,
                        Stream.concat(Stream.of("/usr/bin/dockerd"), Stream.of(flags))
                                .toArray(String[]::new));
    }

    private static FakeHost file(String json) {
        return daemon().file("/etc/docker/daemon.json", json);
    }

    private static FakeHost info(String members) {
        return daemon().engine("/info", "{%s}".formatted(members));
    }

    private static FakeHost options(String option) {
        return info("\"SecurityOptions\":[\"%s\"]".formatted(option));
    }

    private static FakeHost group(String members) {
        return new FakeHost()
                .file("/etc/passwd", "root:x:0:0::/root:/bin/sh\n")
                .file("/etc/group", "root:x:0:\ndocker:x:998:%s\n".formatted(members));
    }

    private static FakeHost mounted(String at) {
        return new FakeHost()
                .folder("/var/lib/docker", 0710, 0, 0)
                .file(
                        "/proc/self/mountinfo",
                        "21 1 8:1 / / rw - ext4 /dev/sda rw\n36 21 8:2 / %s rw,relatime - ext4 /dev/sdb rw\n"
                                .formatted(at));
    }

    /// @param path with a rule about itself, or about another file whose name begins like its own
    private static BenchCase audit(String id, String path) {
        return scored(
                id,
                new FakeHost()
                        .file(path, "")
                        .command("auditctl -l", 0, "-w %s -p rwxa -k docker\n".formatted(path)),
                new FakeHost()
                        .file(path, "")
                        .command("auditctl -l", 0, "-w %s-other -p rwxa\n".formatted(path)));
    }

    private static BenchCase owner(String id, String path, UnaryOperator<FakeHost> host) {
        return scored(
                id,
                host.apply(new FakeHost().file(path, 0400, 0, 0, "")),
                host.apply(new FakeHost().file(path, 0400, 0, 1000, "")));
    }

    private static BenchCase mode(
            String id, String path, int good, int bad, UnaryOperator<FakeHost> host) {
        return scored(
                id,
                host.apply(new FakeHost().file(path, good, 0, 0, "")),
                host.apply(new FakeHost().file(path, bad, 0, 0, "")));
    }

    private static Stream<BenchCase> hosts() {
        var any = new FakeHost().engine("/version", "{\"Version\":\"28.0.1\"}");
        return Stream.of(
                scored("1.1.1", mounted("/var/lib/docker"), mounted("/var/lib")),
                new BenchCase("1.1.2", group(""), State.PASS, group("eve"), State.MANUAL),
                audit("1.1.3", "/usr/bin/dockerd"),
                audit("1.1.4", "/run/containerd"),
                audit("1.1.5", "/var/lib/docker"),
                audit("1.1.6", "/etc/docker"),
                audit("1.1.7", "/usr/lib/systemd/system/docker.service"),
                audit("1.1.8", "/run/containerd/containerd.sock"),
                audit("1.1.9", "/etc/systemd/system/docker.socket"),
                audit("1.1.10", "/etc/default/docker"),
                audit("1.1.11", "/etc/docker/daemon.json"),
                audit("1.1.12", "/etc/containerd/config.toml"),
                audit("1.1.13", "/etc/sysconfig/docker"),
                audit("1.1.14", "/usr/local/bin/containerd"),
                audit("1.1.15", "/usr/bin/containerd-shim"),
                audit("1.1.16", "/usr/bin/containerd-shim-runc-v1"),
                audit("1.1.17", "/usr/bin/containerd-shim-runc-v2"),
                audit("1.1.18", "/usr/sbin/runc"),
                new BenchCase("1.2.1", any, State.MANUAL, any, State.MANUAL),
                new BenchCase("1.2.2", any, State.MANUAL, new FakeHost(), State.MANUAL));
    }

    private static Stream<BenchCase> settings() {
        return Stream.of(
                advice("2.1", options("name=rootless"), options("name=cgroupns")),
                scored(
                        "2.2",
                        daemon().engine("/networks/bridge", bridge("false")),
                        daemon().engine("/networks/bridge", bridge("true"))),
                scored("2.3", daemon(), daemon("--log-level=debug")),
                scored("2.4", daemon("--iptables"), file("{\"iptables\":false}")),
                scored(
                        "2.5",
                        info(registries("[\"::1/128\",\"127.0.0.0/8\"]", "true")),
                        info(registries("[\"127.0.0.0/8\"]", "false"))),
                scored("2.6", info("\"Driver\":\"overlay2\""), info("\"Driver\":\"aufs\"")),
                scored(
                        "2.7",
                        daemon("-H", "tcp://0.0.0.0:2376", "--tlsverify"),
                        daemon("-H", "tcp://127.0.0.1:2375", "--tls")),
                advice("2.8", file("{\"default-ulimits\":{\"nofile\":{\"Hard\":9}}}"), daemon()),
                scored("2.9", options("name=userns"), options("name=cgroupns")),
                scored("2.10", daemon(), daemon("--cgroup-parent", "/mine")),
                scored("2.11", daemon(), daemon("--storage-opt", "dm.basesize=20G")),
                scored(
                        "2.12",
                        info("\"Plugins\":{\"Authorization\":[\"tidewaiter\"]}"),
                        info("\"Plugins\":{\"Authorization\":null}")),
                scored(
                        "2.13",
                        info("\"LoggingDriver\":\"syslog\""),
                        info("\"LoggingDriver\":\"local\"")),
                scored("2.14", options("name=no-new-privileges"), options("name=cgroupns")),
                scored(
                        "2.15",
                        info("\"LiveRestoreEnabled\":true"),
                        info("\"LiveRestoreEnabled\":false")),
                scored("2.16", file("{\"userland-proxy\":false}"), daemon()),
                advice(
                        "2.17",
                        options("name=seccomp,profile=builtin"),
                        options("name=seccomp,profile=unconfined")),
                scored(
                        "2.18",
                        info("\"ExperimentalBuild\":false"),
                        info("\"ExperimentalBuild\":true")));
    }

    private static String bridge(String icc) {
        return "{\"Options\":{\"com.docker.network.bridge.enable_icc\":\"%s\"}}".formatted(icc);
    }

    private static String registries(String ranges, String isSecure) {
        return "\"RegistryConfig\":{\"InsecureRegistryCIDRs\":%s,\"IndexConfigs\":{\"r.example\":{\"Secure\":%s}}}"
                .formatted(ranges, isSecure);
    }

    private static Stream<BenchCase> files() {
        var service = "/usr/lib/systemd/system/docker.service";
        var socket = "/etc/systemd/system/docker.socket";
        var registry = "/etc/docker/certs.d/r.example:5000/ca.crt";
        UnaryOperator<FakeHost> none = host -> host;
        UnaryOperator<FakeHost> tls =
                host -> host.process(9, 0, "dockerd", "--tlsverify", "--tlskey=/etc/key.pem");
        return Stream.of(
                owner("3.1", service, none),
                mode("3.2", service, 0644, 0664, none),
                owner("3.3", socket, none),
                mode("3.4", socket, 0600, 0645, none),
                folder("3.5", 0755, 0, 0755, 7),
                folder("3.6", 0700, 0, 0775, 0),
                owner("3.7", registry, none),
                mode("3.8", registry, 0440, 0644, none),
                owner("3.9", "/root/.docker/ca.pem", tls),
                mode("3.10", "/root/.docker/ca.pem", 0444, 0555, tls),
                owner("3.11", "/root/.docker/cert.pem", tls),
                mode("3.12", "/root/.docker/cert.pem", 0444, 0644, tls),
                owner("3.13", "/etc/key.pem", tls),
                mode("3.14", "/etc/key.pem", 0400, 0440, tls),
                socket("3.15", 0660, DOCKERS_GROUP, 0660, 100),
                socket("3.16", 0660, DOCKERS_GROUP, 0666, DOCKERS_GROUP),
                owner("3.17", "/etc/docker/daemon.json", none),
                mode("3.18", "/etc/docker/daemon.json", 0644, 0744, none),
                owner("3.19", "/etc/default/docker", none),
                mode("3.20", "/etc/default/docker", 0644, 0646, none),
                mode("3.21", "/etc/sysconfig/docker", 0644, 0577, none),
                owner("3.22", "/etc/sysconfig/docker", none),
                owner("3.23", "/run/containerd/containerd.sock", none),
                mode("3.24", "/run/containerd/containerd.sock", 0660, 0626, none));
    }

    private static BenchCase folder(String id, int goodMode, long good, int badMode, long bad) {
        return scored(
                id,
                new FakeHost().folder("/etc/docker", goodMode, good, 0),
                new FakeHost().folder("/etc/docker", badMode, bad, 0));
    }

    private static BenchCase socket(String id, int goodMode, long good, int badMode, long bad) {
        return scored(
                id,
                group("").socket("/run/docker.sock", goodMode, 0, good),
                group("").socket("/run/docker.sock", badMode, 0, bad));
    }

    private static Stream<BenchCase> cases() {
        return Stream.of(hosts(), settings(), files()).flatMap(cases -> cases);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aControlTellsAHostThatIsAsItShouldBeFromOneThatIsNot(BenchCase one) {
        one.assertTold();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void recordedFactsAreJudgedAsTheHostWas(BenchCase one) throws Exception {
        one.assertSameWhenRecorded();
    }

    @Test
    void everyControlOfSections1To3HasACase() {
        assertThat(cases().map(BenchCase::id))
                .containsExactlyElementsOf(
                        EngineFacts.ask(new FakeHost()).keySet().stream()
                                .filter(id -> id.matches("[123]\\..*"))
                                .toList())
                .hasSize(62);
    }

    @Test
    void thereAreThe117ControlsOfTheBenchmarkAndFourOfTheCommunity() {
        assertThat(DockerBenchmark.CONTROLS).hasSize(117 + 4).doesNotHaveDuplicates();
    }
}
