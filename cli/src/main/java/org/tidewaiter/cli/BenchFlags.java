package org.tidewaiter.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.checks.host.BenchResult;
import org.tidewaiter.checks.host.Host;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.scan.BenchFormats;
import org.tidewaiter.scan.bench.BenchLimit;
import org.tidewaiter.scan.bench.BenchReport;
import org.tidewaiter.scan.bench.BenchSelection;
import org.tidewaiter.scan.report.ReportStyle;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The flags of every benchmark: which of its controls, what may not be, in which form.
final class BenchFlags {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Mixin private OutputFlags output = new OutputFlags();

    @Option(
            names = {"-c", "--check"},
            split = ",",
            paramLabel = "ID",
            description = "Only these controls, or sections: 2, 5.4; may be repeated.")
    private List<String> chosen = new ArrayList<>();

    @Option(
            names = "--skip",
            split = ",",
            paramLabel = "ID",
            description = "Not these controls, or sections.")
    private List<String> skipped = new ArrayList<>();

    @Option(
            names = "--fail-on",
            paramLabel = "LIMIT",
            description =
                    "End with 2 where a control is in one of these states, or the score is too low:"
                            + " fail, warn, manual, 'score<80', also several (default: nothing).")
    private @Nullable String failOn;

    @Option(
            names = "--show-passed",
            fallbackValue = "true",
            description = "Say also of what passes what was read.")
    private boolean showsPassed;

    /// What is asked of a host.
    interface Benchmark {
        BenchResult of(Host host) throws ProblemException;
    }

    /// Asks a host and writes what it comes to.
    ///
    /// @param formats in which it can be written
    /// @return the exit code
    int answer(
            TidewaiterCommand program,
            FactsFlags.Judged judged,
            Benchmark benchmark,
            Set<String> formats)
            throws Exception {
        var targets = output.targets(formats);
        var limit = limit();
        var selection = new BenchSelection(Set.copyOf(chosen), Set.copyOf(skipped));
        var all = benchmark.of(judged.host());
        var unknown = selection.unknown(all);
        if (!unknown.isEmpty()) {
            throw new ProblemException(
                    "no-such-control",
                    "bench %s has no control and no section %s"
                            .formatted(all.benchmark(), String.join(", ", unknown)),
                    "see their ids in the table that it writes without --check and --skip");
        }
        var result = selection.of(all);
        var report = BenchReport.of(Main.VERSION, result, limit, judged.notes());
        OutputFlags.write(
                targets,
                program,
                (target, out) ->
                        BenchFormats.write(target.format(), report, style(program, target), out));
        return report.passed() ? ExitCodes.PASSED : ExitCodes.REFUSED;
    }

    private Optional<BenchLimit> limit() {
        if (failOn == null) {
            return Optional.empty();
        }
        var limit = BenchLimit.parse(failOn);
        if (limit.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(),
                    "'%s' is no limit: say fail, warn, manual or score<80".formatted(failOn),
                    command.findOption("--fail-on"),
                    failOn);
        }
        return limit;
    }

    private ReportStyle style(TidewaiterCommand program, OutputTarget target) {
        var terminal = program.streams().terminal();
        var style =
                target.file().isPresent() || terminal.columns() == 0
                        ? ReportStyle.PLAIN
                        : new ReportStyle(terminal.columns(), terminal.colour());
        return style.withSuppressed(showsPassed);
    }
}
