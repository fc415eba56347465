package org.tidewaiter.cli;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import org.tidewaiter.signing.check.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter charter history`: what became of a charter.
@Command(
        name = "history",
        description = "List the versions of a charter: when, by whom, and what each changed.",
        footer = {
            "  tidewaiter charter history acme.charter",
            "",
            "Formats: table, json.",
        })
final class CharterHistoryCommand implements Callable<Integer> {
    private static final Set<String> FORMATS = Set.of("table", "json");

    @ParentCommand private CharterCommand charter;
    @Mixin private CharterFlags flags = new CharterFlags();
    @Mixin private OutputFlags output = new OutputFlags();

    @Parameters(paramLabel = "FILE", description = "The signed charter.")
    private Path file;

    @Override
    public Integer call() throws Exception {
        var targets = output.targets(FORMATS);
        try {
            var signed = flags.read(file, charter.program);
            OutputFlags.write(
                    targets,
                    charter.program,
                    (target, out) -> {
                        if (target.format().equals("json")) {
                            CharterPage.historyJson(signed, out);
                        } else {
                            CharterPage.history(signed, out);
                        }
                    });
            return ExitCodes.PASSED;
        } catch (RefusedException e) {
            return CharterFiles.tell(e, file, charter.program.streams().err());
        }
    }
}
