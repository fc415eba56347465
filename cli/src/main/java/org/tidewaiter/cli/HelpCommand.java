package org.tidewaiter.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.ProblemException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tidewaiter help`: the help of the program, or of one of its commands.
@Command(
        name = "help",
        helpCommand = true,
        description = "Show the help of a command.",
        footer = {
            "  tidewaiter help db build",
        })
final class HelpCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "Of which command.")
    private @Nullable List<String> path;

    @Override
    public Integer call() throws ProblemException {
        var command = spec.root().commandLine();
        for (var name : path == null ? List.<String>of() : path) {
            var next = command.getSubcommands().get(name);
            if (next == null) {
                throw new ProblemException(
                        WrongUse.unknown(
                                "command",
                                name,
                                command.getSubcommands().keySet(),
                                "see 'tidewaiter --help'"));
            }
            command = next;
        }
        command.usage(command.getOut());
        return ExitCodes.PASSED;
    }
}
