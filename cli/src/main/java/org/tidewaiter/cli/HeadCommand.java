package org.tidewaiter.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `tidewaiter head`: what doors read of withdrawals.
@Command(
        name = "head",
        description = "Show what was withdrawn, and has lapsed, of a repository and stage.",
        footer = {
            "  tidewaiter head show shop/db:7 --stage prod --charter acme.charter",
        },
        subcommands = {HeadShowCommand.class})
final class HeadCommand implements Runnable {
    @ParentCommand TidewaiterCommand program;
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
