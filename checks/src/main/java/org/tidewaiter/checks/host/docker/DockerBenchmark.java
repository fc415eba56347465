package org.tidewaiter.checks.host.docker;

import java.util.List;
import org.tidewaiter.checks.host.BenchResult;
import org.tidewaiter.checks.host.Control;
import org.tidewaiter.checks.host.Host;
import org.tidewaiter.checks.host.SectionChecks;

/// Every control of a Docker host that we know, and what they say of one.
public final class DockerBenchmark {
    private static final List<SectionChecks<EngineState>> OF_ENGINE =
            List.of(
                    ImageSection.CHECKS,
                    RuntimeSection.CHECKS,
                    OperationsSection.CHECKS,
                    SwarmSection.CHECKS,
                    CommunitySection.CHECKS);

    /// In the order of the benchmark.
    public static final List<Control> CONTROLS =
            OF_ENGINE.stream().flatMap(SectionChecks::controls).toList();

    private static final String VERSION = "CIS Docker, ids of docker-bench-security 1.6.0";

    /// Until they are there, nobody may take a pass of the others for one of the host.
    private static final List<String> NOT_YET =
            List.of(
                    "sections 1 (host), 2 (daemon) and 3 (files) are not asked by this version of"
                            + " Tidewaiter");

    private DockerBenchmark() {}

    public static BenchResult of(Host host) {
        var engine = EngineState.of(host);
        return new BenchResult(
                "docker",
                VERSION,
                host.name(),
                host.asked(),
                OF_ENGINE.stream().map(section -> section.ask(engine)).toList(),
                NOT_YET);
    }
}
