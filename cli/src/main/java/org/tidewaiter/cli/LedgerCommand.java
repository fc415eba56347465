package org.tidewaiter.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `tidewaiter ledger`: what was decided about images.
@Command(
        name = "ledger",
        description = "Show what was decided about images, and that nobody has changed it since.",
        footer = {
            "  tidewaiter ledger show",
            "  tidewaiter ledger verify --checkpoint monday.json --key auditor.pub",
        },
        subcommands = {
            LedgerShowCommand.class,
            LedgerVerifyCommand.class,
            LedgerExportCommand.class,
            LedgerCheckpointCommand.class,
        })
final class LedgerCommand implements Runnable {
    @ParentCommand TidewaiterCommand program;
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
