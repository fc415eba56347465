package org.tidewaiter.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `tidewaiter completion`: what a shell loads to complete our commands and flags.
@Command(
        name = "completion",
        description = "Print the completion script for bash and zsh.",
        footer = {
            "  source <(tidewaiter completion)",
        })
final class CompletionCommand implements Callable<Integer> {
    @ParentCommand private TidewaiterCommand program;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        var script = AutoComplete.bash("tidewaiter", spec.root().commandLine());
        program.streams().out().print(script);
        return ExitCodes.PASSED;
    }
}
