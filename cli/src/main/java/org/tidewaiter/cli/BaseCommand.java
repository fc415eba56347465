package org.tidewaiter.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `tidewaiter base`: the images that others are built on.
@Command(
        name = "base",
        description = "Keep the index of base images, by which a scan tells whose a finding is.",
        footer = {
            "  tidewaiter base add debian:12 alpine:3.20",
            "  tidewaiter base list",
        },
        subcommands = {BaseAddCommand.class, BaseListCommand.class})
final class BaseCommand implements Runnable {
    @ParentCommand TidewaiterCommand program;

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
