package org.tidewaiter.cli;

import java.util.Optional;
import picocli.CommandLine.Command;

/// `tidewaiter evidence tree`: all that stands beside an image.
@Command(
        name = "tree",
        description = "List everything that stands beside an image, verified or not.",
        footer = {
            "  tidewaiter evidence tree registry.example/app:1",
            "  tidewaiter evidence tree oci:build/app:1 --key release.pub -o json",
            "",
            "Formats: table, json.",
        })
final class EvidenceTreeCommand extends EvidenceCommand {
    @Override
    public Integer call() throws Exception {
        var targets = output.targets(FORMATS);
        var trusted = trusted();
        var found = find(trusted);
        OutputFlags.write(
                targets,
                program(),
                (target, out) -> {
                    if (target.format().equals("json")) {
                        EvidenceJson.write(found, Optional.empty(), false, out);
                    } else {
                        EvidencePage.tree(found, trusted.isEmpty(), out);
                    }
                });
        return ExitCodes.PASSED;
    }
}
