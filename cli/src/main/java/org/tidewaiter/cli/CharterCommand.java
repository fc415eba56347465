package org.tidewaiter.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `tidewaiter charter`: who may say what about images.
@Command(
        name = "charter",
        description = "Say who may say what about images, and what lets them go to which stage.",
        footer = {
            "  tidewaiter charter init --name acme --role build --role release",
            "  tidewaiter charter show acme.charter",
        },
        subcommands = {
            CharterInitCommand.class,
            CharterEditCommand.class,
            CharterSignCommand.class,
            CharterShowCommand.class,
            CharterCheckCommand.class,
            CharterHistoryCommand.class,
            CharterExportCommand.class,
            CharterImportCommand.class,
        })
final class CharterCommand implements Runnable {
    @ParentCommand TidewaiterCommand program;
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
