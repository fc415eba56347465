package org.tidewaiter.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.checks.host.BenchResult;
import org.tidewaiter.checks.host.Host;
import org.tidewaiter.checks.host.docker.DockerBenchmark;
import org.tidewaiter.checks.host.record.RecordingHost;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter bench collect`: what the benchmarks ask of a host, for judging it elsewhere.
@Command(
        name = "collect",
        description =
                "Record what the benchmarks ask of a host, so that it can be judged elsewhere.",
        footer = {
            "  tidewaiter bench collect --output web1.facts.json",
            "  tidewaiter bench collect --output web1.facts.json --key fleet.key",
            "  tidewaiter bench docker --facts web1.facts.json --facts-key fleet.pub",
            "",
            "Values of containers' environments and the words of programs that no benchmark is about are not",
            "recorded. What made an image is, so keep the file to those who may read that.",
        })
final class BenchCollectCommand implements Callable<Integer> {
    /// Whose questions are recorded.
    private static final List<Function<Host, BenchResult>> BENCHMARKS =
            List.of(DockerBenchmark::of);

    @ParentCommand private BenchCommand group;
    @Mixin private HostFlags host = new HostFlags();

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "Where to write the facts.")
    private Path output;

    @Option(
            names = {"-k", "--key"},
            paramLabel = "FILE",
            description = "Sign them with this private key: a file, or env://NAME.")
    private @Nullable Path key;

    @Override
    public Integer call() throws Exception {
        var program = group.program;
        AtomicFile.check(output);
        var signer = key == null ? null : KeyFiles.privateKey(key, program);
        var recording = new RecordingHost(host.read(program));
        long controls =
                BENCHMARKS.stream()
                        .flatMap(benchmark -> benchmark.apply(recording).results())
                        .count();
        var facts = recording.facts();
        var file = signer == null ? SignedFacts.unsigned(facts) : SignedFacts.signed(facts, signer);
        AtomicFile.write(output, out -> out.write(file));
        program.step(
                "%d answers of %s, for %d controls: written to %s"
                        .formatted(facts.answers().size(), facts.host(), controls, output));
        return ExitCodes.PASSED;
    }
}
