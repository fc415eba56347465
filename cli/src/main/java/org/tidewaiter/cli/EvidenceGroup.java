package org.tidewaiter.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `tidewaiter evidence`: what is signed about images.
@Command(
        name = "evidence",
        description = "Look at what is signed about images, and take it along.",
        footer = {
            "  tidewaiter evidence tree registry.example/app:1",
            "  tidewaiter evidence copy registry.example/app:1 oci:carried/app:1",
        },
        subcommands = {EvidenceTreeCommand.class, EvidenceCopyCommand.class})
final class EvidenceGroup implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
