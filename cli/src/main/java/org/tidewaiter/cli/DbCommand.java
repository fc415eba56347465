package org.tidewaiter.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `tidewaiter db`: the advisory store.
@Command(
        name = "db",
        description = "Fetch, build and look into the advisory store.",
        footer = {
            "  tidewaiter db update",
            "  tidewaiter db info",
        },
        subcommands = {
            DbUpdateCommand.class,
            DbBuildCommand.class,
            DbInfoCommand.class,
            DbSearchCommand.class,
            DbExportCommand.class,
            DbImportCommand.class,
        })
final class DbCommand implements Runnable {
    @ParentCommand TidewaiterCommand program;
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
