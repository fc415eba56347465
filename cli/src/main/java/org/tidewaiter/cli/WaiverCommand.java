package org.tidewaiter.cli;

import java.nio.file.Path;
import java.util.List;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.policy.Waiver;
import org.tidewaiter.policy.WaiverFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `tidewaiter waiver`: what two people have decided to live with.
@Command(
        name = "waiver",
        description =
                "Sign waivers as the second person, see which count, and hand them on as VEX.",
        footer = {
            "  tidewaiter waiver check tidewaiter.yaml --charter acme.charter --stage prod",
            "  tidewaiter waiver sign tidewaiter.yaml --id CVE-2026-1 --charter acme.charter --key ben.key",
        },
        subcommands = {
            WaiverCheckCommand.class,
            WaiverSignCommand.class,
            WaiverExportCommand.class,
        })
final class WaiverCommand implements Runnable {
    @ParentCommand TidewaiterCommand program;
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    static List<Waiver> read(Path file) throws ProblemException {
        return WaiverFile.read(file.toString(), JudgeFlags.text(file, "FILE"));
    }
}
