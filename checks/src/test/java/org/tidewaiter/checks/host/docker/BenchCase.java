package org.tidewaiter.checks.host.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.tidewaiter.checks.host.FakeHost;
import org.tidewaiter.checks.host.Host;
import org.tidewaiter.checks.host.State;
import org.tidewaiter.checks.host.record.FactsFile;
import org.tidewaiter.checks.host.record.MalformedFactsException;
import org.tidewaiter.checks.host.record.RecordedHost;
import org.tidewaiter.checks.host.record.RecordingHost;

/// One control of the Docker benchmark, with a host that is as it should be and one that is not.
record BenchCase(String id, FakeHost good, State whenGood, FakeHost bad, State whenBad) {
    static BenchCase scored(String id, FakeHost good, FakeHost bad) {
        return new BenchCase(id, good, State.PASS, bad, State.FAIL);
    }

    static BenchCase advice(String id, FakeHost good, State whenGood, FakeHost bad) {
        return new BenchCase(id, good, whenGood, bad, State.WARN);
    }

    void assertTold() {
        assertThat(EngineFacts.state(good, id)).as("good").isEqualTo(whenGood);
        assertThat(EngineFacts.state(bad, id)).as("bad").isEqualTo(whenBad);
    }

    void assertSameWhenRecorded() throws MalformedFactsException {
        for (var host : List.of(good, bad)) {
            assertThat(DockerBenchmark.of(recorded(host))).isEqualTo(DockerBenchmark.of(host));
        }
    }

    /// What the benchmark asks of a host, written to a file and read again.
    private static Host recorded(Host host) throws MalformedFactsException {
        var recording = new RecordingHost(host);
        DockerBenchmark.of(recording);
        var file = new ByteArrayOutputStream();
        FactsFile.write(recording.facts(), file);
        return new RecordedHost(FactsFile.read(file.toByteArray()));
    }

    @Override
    public String toString() {
        return id;
    }
}
