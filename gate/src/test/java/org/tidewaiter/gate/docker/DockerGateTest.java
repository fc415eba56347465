package org.tidewaiter.gate.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.gate.DoorDecision;
import org.tidewaiter.gate.KnownClearances;
import org.tidewaiter.model.Digest;
import org.tidewaiter.policy.gate.Gate;
import org.tidewaiter.policy.rule.PolicyFiles;

class DockerGateTest {
    private static final Digest GOOD = new Digest("sha256", "1".repeat(64));
    private static final Digest BAD = new Digest("sha256", "2".repeat(64));
    private static final String NEVER = "0001-01-01T00:00:00Z";
    private static final String BEFORE = "2026-01-01T00:00:00Z";
    private static final String RULES =
            """
            policy: door
            rules:
              - id: known-people-update
                when: request.act == 'update'
                require: request.user != ''
                message: "nobody can tell who asks"
              - id: limits
                when: request.act in ['create', 'update']
                require: workload.memoryLimit > 0
                message: "it has no limit of memory"
              - id: no-management-network
                when: request.act in ['create', 'start', 'restart', 'connect']
                forbid: "'management' in workload.networks"
                message: "it is in the network of the machines"
              - id: nothing-is-loaded
                when: request.act in ['load', 'import', 'commit', 'build', 'copy']
                require: request.user == 'ana'
                message: "only ana may {request.act}"
              - id: our-registry
                when: request.act in ['pull', 'push', 'tag']
                require: image.repository.startsWith('registry.example/')
                message: "{image.name} is not of our registry"
            """;

    private final FakeDaemon daemon =
            new FakeDaemon()
                    .image("app:1", GOOD)
                    .image("evil:1", BAD)
                    .image(GOOD.toString(), GOOD)
                    .image(BAD.toString(), BAD);

    private DoorAnswer ask(KnownClearances known, String method, String uri, String body)
            throws Exception {
        var gate = new Gate(PolicyFiles.read("door.yaml", RULES));
        var door = new DockerGate("prod", gate, known, daemon, Clock.systemUTC());
        var call = Asked.call(method, uri, body);
        return door.decide(call, DockerRequest.read(call));
    }

    private DoorAnswer ask(String method, String uri, String body) throws Exception {
        return ask(Cleared.images(GOOD), method, uri, body);
    }

    private static String create(String image) {
        return "{\"Image\":\"%s\",\"HostConfig\":{\"Memory\":1000}}".formatted(image);
    }

    @Test
    void whatIsClearedIsMade() throws Exception {
        assertThat(ask("POST", "/containers/create", create("app:1"))).isEqualTo(DoorAnswer.PASS);
    }

    @Test
    void eachDecisionIsToldWithWhatItRestsOn() throws Exception {
        var told = new ArrayList<DoorDecision>();
        var gate = new Gate(PolicyFiles.read("door.yaml", RULES));
        var door =
                new DockerGate(
                        "prod", gate, Cleared.images(GOOD), daemon, Clock.systemUTC(), told::add);
        for (var image : List.of("app:1", "evil:1")) {
            var call = Asked.call("POST", "/containers/create", create(image));
            door.decide(call, DockerRequest.read(call));
        }
        var look = Asked.call("GET", "/containers/json", "");
        door.decide(look, DockerRequest.read(look));
        var odd = Asked.call("POST", "/services/create", "{}");
        door.decide(odd, DockerRequest.read(odd));

        assertThat(told).hasSize(3);
        assertThat(told.get(0).words()).startsWith("let through: POST /containers/create by");
        assertThat(told.get(0).about()).contains(GOOD);
        var passed = told.get(0).grounds().orElseThrow().get();
        assertThat(passed.rules()).isEmpty();
        assertThat(passed.others()).isEmpty();
        assertThat(passed.facts().prior().orElseThrow().life()).isEqualTo("cleared");
        assertThat(passed.facts().workload()).isPresent();
        assertThat(told.get(1).words()).startsWith("refused: POST /containers/create by");
        assertThat(told.get(1).grounds().orElseThrow().get().others()).containsExactly("uncleared");
        assertThat(told.get(2).grounds()).isEmpty();
    }

    @Test
    void whatIsNotClearedIsNot() throws Exception {
        var answer = ask("POST", "/containers/create", create("evil:1"));
        assertThat(answer.allowed()).isFalse();
        assertThat(answer.message())
                .startsWith("create of evil:1 is refused at stage prod: ")
                .contains("Missing: tidewaiter clear");
    }

    @Test
    void anImageThatIsNotThereIsTheDaemonsToMiss() throws Exception {
        assertThat(ask("POST", "/containers/create", create("new:1")).allowed()).isTrue();
    }

    @Test
    void itIsNotTheNameThatStartsButWhatTheContainerIsMadeOf() throws Exception {
        daemon.container("web", BAD, NEVER, "");
        assertThat(ask("POST", "/containers/web/start", "").message())
                .startsWith("start of app:1 is refused");
    }

    @Test
    void whatRanIsStartedAgain() throws Exception {
        daemon.container("web", BAD, BEFORE, "");
        assertThat(ask("POST", "/containers/web/start", "").message())
                .startsWith("restart of app:1 is refused");
        assertThat(ask("POST", "/containers/gone/start", "").message())
                .contains("there is no container 'gone'");
    }

    @Test
    void whatIsAskedOfAContainerThatIsNotThereIsRefused() throws Exception {
        for (var act : List.of("exec", "update")) {
            assertThat(ask("POST", "/containers/gone/" + act, "{\"Memory\":5}").message())
                    .contains("there is no container 'gone'");
        }
        assertThat(ask("PUT", "/containers/gone/archive?path=/", "").allowed()).isFalse();
        assertThat(ask("POST", "/commit?container=gone", "").allowed()).isFalse();
    }

    private static String mounting(int times) {
        return "{\"Image\":\"app:1\",\"HostConfig\":{\"Memory\":5,\"Binds\":[%s]}}"
                .formatted(String.join(",", Collections.nCopies(times, "\"v:/a\"")));
    }

    @Test
    void aVolumeIsAskedForOnce() throws Exception {
        assertThat(ask("POST", "/containers/create", mounting(256)).allowed()).isTrue();
        assertThat(daemon.questions()).isEqualTo(2);
    }

    @Test
    void aRequestCannotMakeTheDoorAskWithoutEnd() throws Exception {
        assertThat(ask("POST", "/containers/create", mounting(257)).message())
                .contains("more than 256 mounts");
        assertThat(daemon.questions()).isEqualTo(1);
    }

    @Test
    void whenTheTimeOfADecisionIsOverTheDaemonIsNotAsked() {
        var late = new DaemonInTime(daemon, Duration.ZERO);
        assertThatThrownBy(() -> late.image("app:1")).isInstanceOf(DaemonException.class);
        assertThatThrownBy(() -> late.container("web")).isInstanceOf(DaemonException.class);
        assertThatThrownBy(() -> late.volume("v")).isInstanceOf(DaemonException.class);
        assertThat(late.isOver()).isTrue();
        assertThat(daemon.questions()).isZero();
    }

    @Test
    void aNameThatMayBeAnotherOnesIdIsRefused() throws Exception {
        daemon.container("db", GOOD, NEVER, "");
        assertThat(ask("POST", "/containers/db/start", "").allowed()).isTrue();
        daemon.found("db7", "db7" + "0".repeat(61));
        assertThat(ask("POST", "/containers/db/start", "").message())
                .contains("'db' is a name and may be another container's id");
        assertThat(ask("POST", "/containers/db/exec", "{}").allowed()).isFalse();
    }

    @Test
    void whatWasWithdrawnDoesNotEvenGetAnotherName() throws Exception {
        daemon.container("web", GOOD, BEFORE, "");
        var known = Cleared.known(List.of(Cleared.withdrawal(GOOD)), GOOD);
        assertThat(ask(() -> known, "POST", "/containers/web/rename?name=x", "").message())
                .contains("it leaks");
        assertThat(ask("POST", "/containers/web/rename?name=x", "").allowed()).isTrue();
    }

    @Test
    void aCallerOfASocketHasNoName() throws Exception {
        daemon.container("web", GOOD, BEFORE, "\"Memory\":5");
        assertThat(ask("POST", "/containers/web/update", "{\"CpuShares\":5}").message())
                .contains("nobody can tell who asks");
        assertThat(ask("POST", "/images/load", "").message()).contains("only ana may load");
    }

    @Test
    void whoComesWithACertificateHasItsName() throws Exception {
        var asked =
                """
                {"User":"ana","UserAuthNMethod":"TLS","RequestMethod":"POST",\
                "RequestUri":"/images/load","RequestHeaders":{}}\
                """;
        var call = DaemonCall.read(asked.getBytes(StandardCharsets.UTF_8));
        var gate = new Gate(PolicyFiles.read("door.yaml", RULES));
        var door = new DockerGate("prod", gate, Cleared.images(), daemon, Clock.systemUTC());
        assertThat(door.decide(call, DockerRequest.read(call)).allowed()).isTrue();
    }

    @Test
    void whatIsPulledIsKnownByName() throws Exception {
        assertThat(ask("POST", "/images/create?fromImage=evil&tag=1", "").message())
                .contains("evil:1 is not of our registry");
        assertThat(ask("POST", "/images/create?fromImage=registry.example/a&tag=1", "").allowed())
                .isTrue();
    }

    @Test
    void whatIsPushedOrTaggedIsJudgedByWhereItGoes() throws Exception {
        daemon.pulled("evil.example/x:1", GOOD, "registry.example/db/orders");
        daemon.pulled("registry.example/x:1", GOOD, "evil.example/x");
        assertThat(ask("POST", "/images/evil.example/x/push?tag=1", "").message())
                .contains("evil.example/x:1 is not of our registry");
        assertThat(ask("POST", "/images/registry.example/x/push?tag=1", "").allowed()).isTrue();
        var tag = "/images/registry.example/x:1/tag?repo=";
        assertThat(ask("POST", tag + "evil.example/y", "").allowed()).isFalse();
        assertThat(ask("POST", tag + "registry.example/y&tag=5", "").allowed()).isTrue();
    }

    @Test
    void whatIsMissingIsSaidWithTheNameOfTheImage() throws Exception {
        daemon.pulled("shop/app:1", BAD, "registry.example/shop/app");
        assertThat(ask("POST", "/containers/create", create("shop/app:1")).message())
                .contains(
                        "Missing: tidewaiter clear --stage prod registry.example/shop/app@" + BAD);
    }

    @Test
    void anImageThatIsMountedIsRefusedSinceNobodyHasAskedAboutIt() throws Exception {
        var mounting =
                "{\"Image\":\"app:1\",\"HostConfig\":{\"Memory\":5,\"Mounts\":"
                        + "[{\"Type\":\"image\",\"Source\":\"evil:1\",\"Target\":\"/x\"}]}}";
        assertThat(ask("POST", "/containers/create", mounting).message())
                .contains("it mounts an image, which nobody has asked about");
    }

    @Test
    void aNameWithoutATagIsAllTagsButWhereItIsATag() throws Exception {
        assertThat(HeldImage.wanted("registry.example:5000/app").tag()).isEmpty();
        assertThat(HeldImage.wanted("registry.example:5000/app:latest").tag()).isEqualTo("latest");
        assertThat(Asked.request("POST", "/images/a/tag?repo=registry.example:5000/b", ""))
                .isEqualTo(new DockerRequest.Move("tag", "a", "registry.example:5000/b:latest"));
        assertThat(Asked.request("POST", "/images/registry.example/b/push", ""))
                .isEqualTo(
                        new DockerRequest.Move("push", "registry.example/b", "registry.example/b"));
    }

    @Test
    void eachNetworkIsSeenHoweverTheContainerComesIntoIt() throws Exception {
        var asking =
                "{\"Image\":\"app:1\",\"HostConfig\":{\"Memory\":5,\"NetworkMode\":\"none\"},"
                        + "\"NetworkingConfig\":{\"EndpointsConfig\":{\"%s\":{}}}}";
        assertThat(ask("POST", "/containers/create", asking.formatted("shop")).allowed()).isTrue();
        assertThat(ask("POST", "/containers/create", asking.formatted("management")).message())
                .contains("it is in the network of the machines");

        daemon.container("web", GOOD, BEFORE, "\"Memory\":5");
        var web = "{\"Container\":\"web\"}";
        assertThat(ask("POST", "/networks/shop/connect", web).allowed()).isTrue();
        assertThat(ask("POST", "/networks/management/connect", web).message())
                .startsWith("connect of app:1 is refused")
                .contains("it is in the network of the machines");
        assertThat(ask("POST", "/networks/shop/connect", "{\"Container\":\"a/../b\"}").message())
                .contains("'a/../b' is no container");
        assertThat(ask("POST", "/networks/shop/connect", "").allowed()).isFalse();
        assertThat(ask("POST", "/networks/create", "{}").allowed()).isTrue();
    }

    @Test
    void aContainerThatWasPutIntoANetworkDoesNotStartInIt() throws Exception {
        daemon.connected("web", GOOD, "management");
        assertThat(ask("POST", "/containers/web/start", "").message())
                .contains("it is in the network of the machines");
    }

    @Test
    void aNameCannotWriteLinesOfItsOwn() throws Exception {
        var answer = ask("POST", "/services/create%0arefused:%20x", "{}");
        assertThat(answer.log()).doesNotContain("\n").doesNotContain("\u001b");
    }

    @Test
    void whatCannotBeReadIsRefusedWithItsReason() throws Exception {
        var body = "{\"Image\":\"app:1\",\"image\":\"evil:1\"}";
        assertThat(ask("POST", "/containers/create", body).message())
                .contains("'Image' stands there twice");
    }
}
