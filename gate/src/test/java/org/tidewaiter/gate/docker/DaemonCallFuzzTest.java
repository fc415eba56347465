package org.tidewaiter.gate.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.json.MalformedJsonException;
import org.tidewaiter.policy.gate.Gate;
import org.tidewaiter.policy.rule.PolicyFiles;
import org.tidewaiter.testkit.Damage;

class DaemonCallFuzzTest {
    private static final Digest IMAGE = new Digest("sha256", "1".repeat(64));
    private static final Gate RULES = rules();

    private static Gate rules() {
        try {
            return new Gate(PolicyFiles.read("door.yaml", "policy: door\nrules: []\n"));
        } catch (ProblemException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<byte[]> seeds() {
        var create =
                """
                {"Image":"app:1","User":"x","Env":["a=b"],"HostConfig":{"Binds":["/a:/b:ro"],\
                "SecurityOpt":["seccomp=x"],"PortBindings":{"80/tcp":[{"HostPort":"1"}]},\
                "Mounts":[{"Type":"volume","Source":"v","Target":"/t"}],"Memory":1}}\
                """;
        return Stream.of(
                        new byte[0],
                        Asked.json("POST", "/v1.41/containers/create", "application/json", create),
                        Asked.json("POST", "/containers/web/update", "application/json", "{}"),
                        Asked.json("POST", "/containers/web/start?t=%41", "", ""),
                        Asked.json("POST", "/images/create?fromImage=a&tag=b", "", ""))
                .flatMap(Damage::versions);
    }

    @FuzzTest
    @MethodSource("seeds")
    void anythingIsAnsweredAndWhatIsNotClearedIsNotMade(byte[] bytes) {
        var daemon =
                new FakeDaemon()
                        .image("app:1", IMAGE)
                        .image(IMAGE.toString(), IMAGE)
                        .container("web", IMAGE, "", "");
        var door = new DockerGate("prod", RULES, Cleared.images(), daemon, Clock.systemUTC());
        try {
            var call = DaemonCall.read(bytes);
            var request = DockerRequest.read(call);
            var answer = door.decide(call, request);
            assertThat(answer.message()).doesNotContain("\n");
            if (request instanceof DockerRequest.Start) {
                assertThat(answer.allowed()).isFalse();
            }
        } catch (MalformedJsonException _) {
            // refused
        }
    }
}
