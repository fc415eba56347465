package org.tidewaiter.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `tidewaiter gate`: lets images aboard, or does not.
@Command(
        name = "gate",
        description = "Let images aboard that are cleared, and no others.",
        footer = {
            "  tidewaiter gate docker --stage prod --charter acme.charter --policy prod.yaml --clearances /var/lib/tidewaiter",
        },
        subcommands = {
            GateDockerCommand.class,
        })
final class GateCommand implements Runnable {
    @ParentCommand TidewaiterCommand program;
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
