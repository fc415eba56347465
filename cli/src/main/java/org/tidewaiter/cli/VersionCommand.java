package org.tidewaiter.cli;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.vulnerability.version.VersionComparison;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter version`: our own version, and other people's compared.
@Command(
        name = "version",
        description = "Print the version, or compare two versions of an ecosystem.",
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
                "",
                "Prints <, =, > or invalid. Without A and B it reads lines 'A<TAB>B' from standard",
                "input and answers a line each."
            })
    static final class Compare implements Callable<Integer> {
        @ParentCommand private VersionCommand parent;

        @Parameters(
                index = "0",
                paramLabel = "ECOSYSTEM",
                description = "A purl type: deb, rpm, apk, npm, pypi, maven, golang, gem …")
        private String ecosystem;

        @Parameters(index = "1", arity = "0..1", paramLabel = "A", defaultValue = NONE)
        private String first;

        @Parameters(index = "2", arity = "0..1", paramLabel = "B", defaultValue = NONE)
        private String second;

        private static final String NONE = "\0";

        @Override
        public Integer call() throws ProblemException, IOException {
            var out = parent.program.streams().out();
            return ExitCodes.PASSED;
        }
    }
}
