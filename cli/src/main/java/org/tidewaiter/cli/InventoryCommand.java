package org.tidewaiter.cli;

import org.tidewaiter.inventory.document.InventoryFormats;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `tidewaiter inventory`: what is in an image.
@Command(
        name = "inventory",
        aliases = "sbom",
        description = "List what is in an image: its bill of materials.",
        subcommands = InventoryDiffCommand.class,
        footer = {
            "  tidewaiter inventory app:1",
            "  tidewaiter inventory app:1 -o cyclonedx=app.cdx.json",
            "  tidewaiter inventory diff app:1 app:2",
            "",
            "Formats: table, json, cyclonedx (JSON), cyclonedx-xml, spdx-json, spdx (tags), purls.",
        })
final class InventoryCommand extends ImageCommand {
    @Mixin private OutputFlags output;
    @Mixin private LayerFlags layers;

    @Override
    public Integer call() throws Exception {
        var targets = output.targets(InventoryFormats.names());
        var name = source.name();
        var inventory = read(taking -> taking.take(name));
        OutputFlags.write(
                targets,
                program(),
                (target, out) ->
                        InventoryFormats.named(target.format())
                                .orElseThrow()
                                .write(inventory, layers.scope(), out));
        return ExitCodes.PASSED;
    }
}
