package org.tidewaiter.cli;

import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.scan.BaseLookup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `tidewaiter base add`: what images others are built on.
@Command(
        name = "add",
        description = "Note the layers of images that others are built on. No layer is fetched.",
        footer = {
            "  tidewaiter base add debian:12 alpine:3.20",
            "  tidewaiter base add oci:build/base:1",
        })
final class BaseAddCommand extends ImageCommand {
    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "MORE",
            description = "More images, named in the same ways.")
    private List<String> more = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        var file = new BaseFile(common.places(program()).bases());
        var index = file.read();
        var names = new ArrayList<>(List.of(source.name()));
        names.addAll(more);
        for (var name : names) {
            source.image = name;
            index = index.with(read(taking -> BaseLookup.describe(name, taking.open())));
        }
        file.write(index);
        return ExitCodes.PASSED;
    }
}
