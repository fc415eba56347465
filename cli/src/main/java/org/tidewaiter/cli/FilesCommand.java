package org.tidewaiter.cli;

import java.util.EnumSet;
import java.util.Set;
import org.tidewaiter.image.pass.PassOptions;
import org.tidewaiter.inventory.account.Standing.State;
import org.tidewaiter.inventory.listing.FileListFormats;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tidewaiter files`: every file of an image, and who answers for it.
@Command(
        name = "files",
        description = "List every file of an image, with who answers for it.",
        footer = {
            "  tidewaiter files app:1",
            "  tidewaiter files app:1 --state unexplained",
            "  tidewaiter files app:1 -o json=files.json -o csv=files.csv",
            "",
            "A file is owned by a package, recognised by its content, derived by a rule from what a"
                    + " package brought, or unexplained.",
            "",
            "Formats: table, json, csv.",
        })
final class FilesCommand extends ImageCommand {
    @Mixin private OutputFlags output;

    @Option(
            names = "--state",
            split = ",",
            hideParamSyntax = true,
            paramLabel = "STATE",
            description =
                    "List only these: owned, recognised, derived, unexplained; several with commas.")
    private Set<State> states = EnumSet.noneOf(State.class);

    @Override
    PassOptions passOptions() {
        return super.passOptions().withFileHashes(PassOptions.FileHashes.SHA_256);
    }

    @Override
    public Integer call() throws Exception {
        var targets = output.targets(FileListFormats.names());
        var name = source.name();
        var ledger = read(taking -> taking.files(name));
        var shown = states.isEmpty() ? EnumSet.allOf(State.class) : states;
        OutputFlags.write(
                targets,
                program(),
                (target, out) ->
                        FileListFormats.named(target.format())
                                .orElseThrow()
                                .write(ledger, shown, out));
        return ExitCodes.PASSED;
    }
}
