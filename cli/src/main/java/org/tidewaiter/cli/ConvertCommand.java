package org.tidewaiter.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tidewaiter.inventory.document.InventoryFormats;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.scan.BillFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter convert`: a bill of materials in another form.
@Command(
        name = "convert",
        description = "Write a bill of materials, of whatever tool, in another form.",
        footer = {
            "  tidewaiter convert app.spdx.json --format cyclonedx",
            "  tidewaiter convert app.cdx.json -o spdx-json=app.spdx.json -o spdx=app.spdx",
            "",
            "Reads CycloneDX 1.x (JSON, XML), SPDX 2.x (JSON, tags) and SPDX 3 (JSON-LD), also in",
            "statements, and the archives of them that Yocto writes (.spdx.tar.zst).",
            "",
            "Formats: table, json, cyclonedx (JSON), cyclonedx-xml, spdx-json, spdx (tags), purls.",
        })
final class ConvertCommand implements Callable<Integer> {
    @ParentCommand TidewaiterCommand program;

    @Parameters(paramLabel = "FILE", description = "The bill of materials.")
    private Path file;

    @Mixin private OutputFlags output;

    @Override
    public Integer call() throws Exception {
        var targets = output.targets(InventoryFormats.names());
        var inventory = new BillFile(file, file.toString()).inventory();
        OutputFlags.write(
                targets,
                program,
                (target, out) ->
                        InventoryFormats.named(target.format())
                                .orElseThrow()
                                .write(inventory, LayerScope.ALL_LAYERS, out));
        return ExitCodes.PASSED;
    }
}
