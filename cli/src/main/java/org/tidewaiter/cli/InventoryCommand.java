package org.tidewaiter.cli;

import java.util.stream.Collectors;
import org.tidewaiter.inventory.document.InventoryFormat;
import org.tidewaiter.inventory.document.InventoryFormats;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `tidewaiter inventory`: what is in an image.
@Command(
        name = "inventory",
        aliases = "sbom",
        description = "List what is in an image: its bill of materials.",
        footer = {
            "  tidewaiter inventory app:1",
            "  tidewaiter inventory app:1 -o cyclonedx=app.cdx.json",
            "",
            "Formats: table, json, cyclonedx (1.6 JSON), purls.",
        })
final class InventoryCommand extends ImageCommand {
    @Mixin private OutputFlags output;

    @Override
    public Integer call() throws Exception {
        var known =
                InventoryFormats.BUILT_IN.stream()
                        .map(InventoryFormat::name)
                        .collect(Collectors.toSet());
        var targets = output.targets(known);
        var name = source.name();
        var inventory = read(taking -> taking.take(name));
        OutputFlags.write(
                targets,
                program,
                (target, out) ->
                        InventoryFormats.named(target.format())
                                .orElseThrow()
                                .write(inventory, out));
        return ExitCodes.PASSED;
    }
}
