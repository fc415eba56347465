package org.tidewaiter.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `tidewaiter policy`: rules about images and about how they run.
@Command(
        name = "policy",
        description = "Write, test and try the rules by which images go aboard.",
        footer = {
            "  tidewaiter policy show production",
            "  tidewaiter policy check acme.yaml",
            "  tidewaiter policy test acme.yaml",
            "",
            "docs/facts.md says what rules may look at, and how they are written.",
        },
        subcommands = {
            PolicyCheckCommand.class,
            PolicyTestCommand.class,
            PolicyTryCommand.class,
            PolicyReplayCommand.class,
            PolicyExplainCommand.class,
            PolicyFactsCommand.class,
            PolicyShowCommand.class,
        })
final class PolicyCommand implements Runnable {
    @ParentCommand TidewaiterCommand program;
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
