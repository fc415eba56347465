package org.tidewaiter.cli;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.scan.DiffFormat;
import org.tidewaiter.scan.diff.InventoryDiff;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tidewaiter inventory diff`: what one image has and another has not.
@Command(
        name = "diff",
        description = "List the packages in which two images, or bills of materials, differ.",
        footer = {
            "  tidewaiter inventory diff app:1 app:2",
            "  tidewaiter inventory diff released.cdx.json app:2 --exit-code 3",
            "",
            "Formats: table, json.",
        })
final class InventoryDiffCommand extends ImageCommand {
    @Mixin private OutputFlags output;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "OTHER",
            description = "Another image, named in the same ways, with what came after.")
    private @Nullable String other;

    @Option(
            names = "--exit-code",
            paramLabel = "N",
            converter = FlagValues.ExitStatus.class,
            description = "Exit with N where they differ (default: 0).")
    private int exitCode;

    @Override
    public Integer call() throws Exception {
        if (parent() instanceof InventoryCommand inventory) {
            inventory.requireNotLazy("inventory diff");
        }
        if (source.image == null || other == null) {
            throw new ProblemException(
                    "usage",
                    "there are not two images to compare",
                    "give two, for example 'tidewaiter inventory diff app:1 app:2'");
        }
        var targets = output.targets(DiffFormat.names());
        var before = read(taking -> taking.take(source.name()));
        source.image = other;
        var after = read(taking -> taking.take(source.name()));
        var diff = InventoryDiff.of(before, after);
        OutputFlags.write(
                targets,
                program(),
                (target, out) -> DiffFormat.named(target.format()).write(diff, style(target), out));
        return diff.isEmpty() ? ExitCodes.PASSED : exitCode;
    }
}
