package org.tidewaiter.cli;

import java.util.concurrent.Callable;
import org.tidewaiter.checks.host.docker.DockerBenchmark;
import org.tidewaiter.scan.BenchFormats;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter bench docker`: the host, its Docker daemon, and what runs there.
@Command(
        name = "docker",
        description = "Check a Docker host by the controls of the CIS Docker Benchmark.",
        footer = {
            "  tidewaiter bench docker",
            "  tidewaiter bench docker --fail-on fail",
            "  tidewaiter bench docker --docker-host unix:///run/user/1000/docker.sock -f json",
            "  tidewaiter bench docker --root /mnt/disk",
            "  tidewaiter bench docker --facts web1.facts.json --facts-key fleet.pub",
            "",
            "The ids are those of docker-bench-security 1.6.0: 1 host, 2 daemon, 3 files, 4 images, 5 containers,",
            "6 operations, 7 swarm, and C of its community; docs/docker-bench.md has them all. What cannot be",
            "read has to be looked at by a person, and says so. Files that only root may read need root.",
            "Exit codes: 0 asked and answered, 2 --fail-on does not allow it, 1 a problem.",
            "",
            "Formats: table, json, sarif, junit, html, markdown, docker-bench-json (of docker-bench-security).",
        })
final class BenchDockerCommand implements Callable<Integer> {
    @ParentCommand private BenchCommand group;
    @Mixin private FactsFlags host = new FactsFlags();
    @Mixin private BenchFlags bench = new BenchFlags();

    @Override
    public Integer call() throws Exception {
        return bench.answer(
                group.program,
                host.read(group.program),
                DockerBenchmark::of,
                BenchFormats.OF_DOCKER);
    }
}
