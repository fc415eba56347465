package org.tidewaiter.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.checks.host.kubernetes.KubernetesBenchmark;
import org.tidewaiter.checks.host.kubernetes.MalformedBenchmarkException;
import org.tidewaiter.checks.host.live.HostCommands;
import org.tidewaiter.scan.BenchFormats;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter bench kubernetes`: a node of Kubernetes, by files in the format of kube-bench.
@Command(
        name = "kubernetes",
        description = "Check a node of Kubernetes by the benchmarks of kube-bench's folder.",
        footer = {
            "  tidewaiter bench kubernetes --config kube-bench/cfg",
            "  tidewaiter bench kubernetes --config kube-bench/cfg --benchmark cis-1.10 --target node",
            "  tidewaiter bench kubernetes --config kube-bench/cfg --fail-on fail -f kube-bench-json",
            "",
            "The audits are scripts of a shell; they are interpreted and nothing runs. What needs a program, as",
            "kubectl, has to be looked at by a person, or runs with --allow-commands, in a shell and as this user.",
            "Types of nodes that are not here, and the control plane of a managed cluster, are not applicable.",
            "Exit codes: 0 asked and answered, 2 --fail-on does not allow it, 1 a problem.",
            "",
            "Formats: table, json, sarif, junit, html, markdown, kube-bench-json (of kube-bench).",
        })
final class BenchKubernetesCommand implements Callable<Integer> {
    @ParentCommand private BenchCommand group;
    @Mixin private FactsFlags host = new FactsFlags();
    @Mixin private BenchFlags bench = new BenchFlags();

    @Option(
            names = "--config",
            required = true,
            paramLabel = "DIR",
            description = "The folder of benchmarks: 'cfg' of kube-bench.")
    private Path config;

    @Option(
            names = "--benchmark",
            paramLabel = "NAME",
            description = "Which of them: cis-1.10 (default: by the version of Kubernetes).")
    private @Nullable String benchmark;

    @Option(
            names = "--kubernetes-version",
            paramLabel = "VERSION",
            description = "As 1.30 (default: of the API server's manifest, else the newest).")
    private @Nullable String version;

    @Option(
            names = "--target",
            split = ",",
            paramLabel = "TYPE",
            description = "Only these types of nodes: master, node, etcd, controlplane, policies.")
    private List<String> targets = new ArrayList<>();

    @Option(
            names = "--allow-commands",
            fallbackValue = "true",
            description = "Run in a shell what cannot be interpreted: only with files you trust.")
    private boolean allowsCommands;

    @Override
    public Integer call() throws Exception {
        var files = BenchmarkFolder.read(config);
        var choice =
                new KubernetesBenchmark.Choice(
                        Optional.ofNullable(benchmark),
                        Optional.ofNullable(version),
                        Set.copyOf(targets));
        return bench.answer(
                group.program,
                host.read(
                        group.program,
                        allowsCommands ? HostCommands.any() : HostCommands.telling()),
                one -> {
                    try {
                        return KubernetesBenchmark.of(one, files, choice);
                    } catch (MalformedBenchmarkException e) {
                        throw BenchmarkFolder.unreadable(config, e);
                    }
                },
                BenchFormats.OF_KUBERNETES);
    }
}
