package org.tidewaiter.checks.host.docker;

import java.util.List;
import java.util.stream.Stream;
import org.tidewaiter.checks.host.BenchResult;
import org.tidewaiter.checks.host.Control;
import org.tidewaiter.checks.host.Host;
import org.tidewaiter.checks.host.SectionChecks;

/// Every control of a Docker host that we know, and what they say of one.
public final class DockerBenchmark {
    private static final List<SectionChecks<DockerHost>> OF_HOST =
            List.of(HostSection.CHECKS, DaemonSection.CHECKS, FileSection.CHECKS);

    private static final List<SectionChecks<EngineState>> OF_ENGINE =
            List.of(
                    ImageSection.CHECKS,
                    RuntimeSection.CHECKS,
                    OperationsSection.CHECKS,
                    SwarmSection.CHECKS,
                    CommunitySection.CHECKS);

    /// In the order of the benchmark.
    public static final List<Control> CONTROLS =
            Stream.concat(
                            OF_HOST.stream().flatMap(SectionChecks::controls),
                            OF_ENGINE.stream().flatMap(SectionChecks::controls))
                    .toList();

    private static final String VERSION = "CIS Docker, ids of docker-bench-security 1.6.0";

    private DockerBenchmark() {}

    public static BenchResult of(Host host) {
        var engine = EngineState.of(host);
        var dockerHost = DockerHost.of(host, engine);
        return new BenchResult(
                "docker",
                VERSION,
                host.name(),
                host.asked(),
                Stream.concat(
                                OF_HOST.stream().map(section -> section.ask(dockerHost)),
                                OF_ENGINE.stream().map(section -> section.ask(engine)))
                        .toList(),
                List.of());
    }
}
