package org.tidewaiter.cli;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.vulnerability.version.VersionComparison;
import org.tidewaiter.vulnerability.version.VersionOrder;
import org.tidewaiter.vulnerability.version.VersionOrders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter version`: our own version, and other people's compared.
@Command(
        name = "version",
        description = "Print the version, or compare two versions of an ecosystem.",
        footer = {"  tidewaiter version", "  tidewaiter version compare deb 1.0~rc1 1.0"},
        subcommands = VersionCommand.Compare.class)
final class VersionCommand implements Callable<Integer> {
    @ParentCommand private TidewaiterCommand program;

    @Override
    public Integer call() {
        program.streams().out().println("tidewaiter " + Main.VERSION);
        return ExitCodes.PASSED;
    }

    /// Prints `<`, `=`, `>` or `invalid`.
    @Command(
            name = "compare",
            description = "Compare versions as their ecosystem orders them.",
            footer = {
                "  tidewaiter version compare deb 1.0~rc1 1.0",
                "  tidewaiter version compare npm < pairs.tsv",
                "",
                "Prints <, =, > or invalid. Without A and B it reads lines 'A<TAB>B' from standard input",
                "and answers a line each."
            })
    static final class Compare implements Callable<Integer> {
        @ParentCommand private VersionCommand parent;

        @Parameters(
                index = "0",
                paramLabel = "ECOSYSTEM",
                description = "A purl type: deb, rpm, apk, npm, pypi, maven, golang, gem …")
        private String ecosystem;

        @Parameters(index = "1", arity = "0..1", paramLabel = "A", description = "A version.")
        private @Nullable String first;

        @Parameters(index = "2", arity = "0..1", paramLabel = "B", description = "Another.")
        private @Nullable String second;

        @Override
        public Integer call() throws ProblemException, IOException {
            var order = VersionOrders.of(ecosystem);
            if (order.isEmpty()) {
                throw new ProblemException(
                        "ecosystem-unknown",
                        "no version order is known for '" + ecosystem + "'",
                        "use one of "
                                + VersionOrders.BUILT_IN.stream()
                                        .map(VersionOrder::ecosystem)
                                        .collect(Collectors.joining(", ")));
            }
            var comparison = new VersionComparison(order.get());
            var streams = parent.program.streams();
            var out = streams.out();
            if (first == null) {
                comparison.compareLines(
                        new InputStreamReader(streams.in(), StandardCharsets.UTF_8), out);
            } else if (second == null) {
                throw new ProblemException(
                        "usage", "only one version was given", "give two, or none and lines");
            } else {
                out.println(comparison.compare(first, second));
            }
            return ExitCodes.PASSED;
        }
    }
}
