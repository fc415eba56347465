package org.tidewaiter.checks.host.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.checks.host.FakeHost;
import org.tidewaiter.checks.host.docker.DockerBenchmark;
import org.tidewaiter.testkit.Damage;

class FactsFuzzTest {
    static Stream<byte[]> seeds() {
        var host =
                new RecordingHost(
                        new FakeHost()
                                .process(1, 0, "dockerd", "-H", "tcp://0.0.0.0")
                                .file("/etc/docker/daemon.json", "{\"icc\":false}")
                                .engine("/info", "{\"SecurityOptions\":[\"name=userns\"]}")
                                .command("auditctl -l", 0, "-w /etc/docker -p wa\n"));
        DockerBenchmark.of(host);
        var out = new ByteArrayOutputStream();
        FactsFile.write(host.facts(), out);
        return Damage.versions(out.toByteArray());
    }

    @FuzzTest
    @MethodSource("seeds")
    void anyBytesAreFactsOrRefused(byte[] bytes) {
        try {
            var result = DockerBenchmark.of(new RecordedHost(FactsFile.read(bytes)));
            assertThat(result.results()).hasSize(DockerBenchmark.CONTROLS.size());
        } catch (MalformedFactsException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
