package org.tidewaiter.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter base list`: what the index has.
@Command(
        name = "list",
        description = "List the base images that are known: ChainID, number of layers, name.",
        footer = "  tidewaiter base list")
final class BaseListCommand implements Callable<Integer> {
    @ParentCommand private BaseCommand base;
    @Mixin private CommonFlags common;

    @Override
    public Integer call() throws Exception {
        var file = new BaseFile(common.places(base.program).bases());
        base.program.streams().out().print(file.read().text());
        return ExitCodes.PASSED;
    }
}
