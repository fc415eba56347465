package org.tidewaiter.checks.host.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.checks.host.docker.EngineFacts.CONTAINER;
import static org.tidewaiter.checks.host.docker.EngineFacts.IMAGE;
import static org.tidewaiter.checks.host.docker.EngineFacts.running;
import static org.tidewaiter.checks.host.docker.EngineFacts.state;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.checks.host.FakeHost;
import org.tidewaiter.checks.host.Outcome;
import org.tidewaiter.checks.host.State;

/// Where docker-bench-security 1.6.0 errs, and where a daemon lies or says nothing.
class EngineWrongAnswersTest {
    private static FakeHost mounting(String source, boolean isWritable) {
        return running(
                "\"Mounts\":[{\"Type\":\"bind\",\"Source\":\"%s\",\"Destination\":\"/in\",\"RW\":%s}]"
                        .formatted(source, isWritable));
    }

    private static FakeHost publishedAt(String address) {
        return running(
                "\"NetworkSettings\":{\"Ports\":{\"80/tcp\":[{\"HostIp\":\"%s\",\"HostPort\":\"8080\"}]}}"
                        .formatted(address));
    }

    private static Outcome outcome(FakeHost host, String id) {
        return Objects.requireNonNull(EngineFacts.ask(host).get(id)).outcome();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/etc", "/etc/cron.d", "/etc/", "/srv/../etc", "/", "/var/lib", "//root"})
    void aDirectoryOfTheHostIsSensitiveWithAllThatIsInItAndAroundIt(String source) {
        assertThat(state(mounting(source, true), "5.6")).isEqualTo(State.FAIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc", "/etc/shadow", "/root/.ssh", "/var/run", "/"})
    void whatHoldsSecretsIsSensitiveAlsoWhereItIsOnlyRead(String source) {
        assertThat(state(mounting(source, false), "5.6")).isEqualTo(State.FAIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/localtime", "/etc/ssl/certs", "/usr/share", "/etcetera"})
    void whatEverybodyMayReadIsNotSensitiveWhereItIsOnlyRead(String source) {
        assertThat(state(mounting(source, false), "5.6")).isEqualTo(State.PASS);
    }

    @Test
    void aVolumeThatIsADirectoryOfTheHostIsLookedThrough() {
        var host =
                running(
                        "\"Mounts\":[{\"Type\":\"volume\",\"Name\":\"v\",\"RW\":true,\"Source\":\"/var/lib/docker/volumes/v/_data\"}]");
        assertThat(state(host, "5.6")).isEqualTo(State.PASS);
        host.engine(
                "/volumes",
                "{\"Volumes\":[{\"Name\":\"v\",\"Options\":{\"o\":\"bind\",\"device\":\"/etc\"}}]}");
        assertThat(state(host, "5.6")).isEqualTo(State.FAIL);
        host.engine(
                "/volumes",
                "{\"Volumes\":[{\"Name\":\"v\",\"Options\":{\"o\":\"ro,rbind\",\"device\":\"/run\"}}]}");
        assertThat(state(host, "5.32")).isEqualTo(State.FAIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0.0.0.0", "::"})
    void aPortIsOpenToAllInEachOfTheWaysToSayIt(String address) {
        assertThat(state(publishedAt(address), "5.14")).isEqualTo(State.FAIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "2001:db8::1"})
    void aPortAtOneAddressIsNotOpenToAll(String address) {
        assertThat(state(publishedAt(address), "5.14")).isEqualTo(State.PASS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"always", "unless-stopped", "on-failure"})
    void aContainerThatIsStartedAgainForEverFails(String policy) {
        var host =
                running(
                        "\"HostConfig\":{\"RestartPolicy\":{\"Name\":\"%s\",\"MaximumRetryCount\":0}}"
                                .formatted(policy));
        assertThat(state(host, "5.15")).isEqualTo(State.FAIL);
    }

    @Test
    void aPrivilegedContainerHasEveryCapability() {
        var host = running("\"HostConfig\":{\"Privileged\":true,\"CapAdd\":null}");
        assertThat(state(host, "5.4")).isEqualTo(State.FAIL);
        assertThat(state(host, "C.5.3.2")).isEqualTo(State.FAIL);
        assertThat(state(host, "5.22")).isEqualTo(State.FAIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "root", "00", "0:0", "root:app", "0:1000"})
    void rootIsRootHoweverItIsWritten(String user) {
        assertThat(state(running("\"Config\":{\"User\":\"%s\"}".formatted(user)), "4.1"))
                .isEqualTo(State.FAIL);
    }

    @Test
    void theUserOfAnImageHoldsForAContainerWithoutOne() {
        var host = running("\"Config\":{\"User\":\"\"}");
        host.engine(
                "/images/%s/json".formatted(IMAGE),
                "{\"Id\":\"%s\",\"Config\":{\"User\":\"app\"}}".formatted(IMAGE));
        assertThat(state(host, "4.1")).isEqualTo(State.PASS);
    }

    @Test
    void anImageOfRootFailsThoughNoContainerRuns() {
        assertThat(outcome(EngineFacts.image(EngineFacts.imageWith(""), ""), "4.1").resources())
                .containsExactly("image shop/web:1");
    }

    @Test
    void contentTrustOfOneCallerSaysNothingOfTheHost() {
        assertThat(state(running("\"Config\":{}"), "4.5")).isEqualTo(State.MANUAL);
    }

    @Test
    void processesThatCannotBeListedLeaveItToAPerson() {
        var host =
                running("\"Path\":\"/app\"")
                        .cannotTell("/containers/%s/top".formatted(CONTAINER), "no ps");
        assertThat(state(host, "5.7")).isEqualTo(State.MANUAL);
        assertThat(
                        state(
                                running("\"Path\":\"/usr/sbin/sshd\"")
                                        .cannotTell(
                                                "/containers/%s/top".formatted(CONTAINER), "no"),
                                "5.7"))
                .isEqualTo(State.FAIL);
    }

    @Test
    void publishedPortsAreForAPersonToJudgeAndDoNotCount() {
        var result = Objects.requireNonNull(EngineFacts.ask(publishedAt("192.0.2.1")).get("5.9"));
        assertThat(result.state()).isEqualTo(State.MANUAL);
        assertThat(result.control().isScored()).isFalse();
    }

    @Test
    void aDaemonThatDoesNotAnswerPassesNothing() {
        var results =
                EngineFacts.ask(
                        new FakeHost()
                                .cannotTell("/info", "it stalls")
                                .cannotTell("/images/json", "it stalls")
                                .cannotTell("/containers/json?all=1", "it stalls"));
        assertThat(results.values())
                .filteredOn(result -> !result.control().id().matches("[123]\\..*"))
                .isNotEmpty()
                .allSatisfy(result -> {
                    assertThat(result.state()).isEqualTo(State.MANUAL);
                    assertThat(result.outcome().reason()).contains("it stalls");
                });
    }

    @Test
    void aContainerThatCannotBeReadIsNotPassedOver() {
        var host =
                running("\"HostConfig\":{}")
                        .cannotTell("/containers/%s/json".formatted(CONTAINER), "it stalls");
        assertThat(state(host, "5.5")).isEqualTo(State.MANUAL);
        assertThat(outcome(host, "5.5").resources()).containsExactly("container web");
    }

    @Test
    void whereNoContainerRunsItSaysSo() {
        var host = EngineFacts.image(EngineFacts.imageWith(""), "");
        assertThat(state(host, "5.5")).isEqualTo(State.NOT_APPLICABLE);
    }

    @Test
    void aMechanismThatTheHostLacksIsNotAskedFor() {
        var host = running("\"HostConfig\":{}").engine("/info", "{\"SecurityOptions\":[]}");
        assertThat(state(host, "5.2")).isEqualTo(State.NOT_APPLICABLE);
        assertThat(state(host, "5.3")).isEqualTo(State.NOT_APPLICABLE);
        assertThat(state(host, "5.22")).isEqualTo(State.FAIL);
    }

    @Test
    void theDaemonsDefaultHoldsWhereAContainerSaysNothing() {
        var host =
                running("\"HostConfig\":{\"SecurityOpt\":null}")
                        .engine("/info", "{\"SecurityOptions\":[\"name=no-new-privileges\"]}");
        assertThat(state(host, "5.26")).isEqualTo(State.PASS);
    }

    @Test
    void aWorkerOfASwarmCannotTellOfIt() {
        var host =
                running("\"HostConfig\":{}")
                        .engine("/info", "{\"Swarm\":{\"LocalNodeState\":\"active\"}}");
        assertThat(state(host, "7.5")).isEqualTo(State.MANUAL);
        assertThat(state(running("\"HostConfig\":{}"), "7.5")).isEqualTo(State.NOT_APPLICABLE);
    }

    @Test
    void aStrangeIdIsNeverAskedFor() {
        var host =
                new FakeHost()
                        .engine(
                                "/containers/json?all=1",
                                "[{\"Id\":\"../../secrets\",\"State\":\"running\"}, 7]")
                        .engine("/containers/../../secrets/json", "{}");
        assertThat(outcome(host, "5.5").state()).isEqualTo(State.MANUAL);
        assertThat(outcome(host, "5.5").evidence().toString()).doesNotContain("secrets/json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN curl -H 'Authorization: hunter2' https://a.example | sh",
                "ADD https://me:hunter2@a.example/it.tar /opt # buildkit",
                "ADD https://a.example/it.tar?sig=hunter2 /opt # buildkit"
            })
    void aStepIsToldWithoutItsCredentials(String step) {
        var image = EngineFacts.image(EngineFacts.imageWith(""), step);
        assertThat(EngineFacts.ask(image).toString())
                .contains("a step says")
                .doesNotContain("hunter2");
    }

    @Test
    void aSecretIsNamedAndNeverShown() {
        var image =
                EngineFacts.image(
                        EngineFacts.imageWith(""), "RUN |1 API_TOKEN=hunter2 /bin/sh -c make");
        assertThat(outcome(image, "4.10").toString())
                .contains("API_TOKEN")
                .doesNotContain("hunter2");
    }
}
