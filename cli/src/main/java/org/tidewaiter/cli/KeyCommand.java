package org.tidewaiter.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `tidewaiter key`: the keys that images are signed with.
@Command(
        name = "key",
        description = "Make, take over and show the keys that images are signed with.",
        footer = {
            "  tidewaiter key generate --name release",
            "  tidewaiter key public release.key",
        },
        subcommands = {
            KeyGenerateCommand.class,
            KeyImportCommand.class,
            KeyPublicCommand.class,
        })
final class KeyCommand implements Runnable {
    @ParentCommand TidewaiterCommand program;
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
