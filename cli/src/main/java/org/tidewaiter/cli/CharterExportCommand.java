package org.tidewaiter.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tidewaiter.signing.check.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter charter export`: what a charter says of a stage, for other programs.
@Command(
        name = "export",
        description = "Print what a charter says of a stage as another program reads it.",
        footer = {
            "  tidewaiter charter export acme.charter --format policy-controller --stage prod",
            "  tidewaiter charter export acme.charter --format policy.json --stage prod",
            "",
            "What the format cannot say is told on standard error, a line each: there it does not hold.",
            "Formats: policy-controller, policy.json, sigstore-trusted-root.",
        })
final class CharterExportCommand implements Callable<Integer> {
    @ParentCommand private CharterCommand charter;
    @Mixin private CharterFlags flags = new CharterFlags();

    @Parameters(paramLabel = "FILE", description = "The signed charter.")
    private Path file;

    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            description = "Of which program.")
    private String format;

    @Option(
            names = "--stage",
            required = true,
            paramLabel = "STAGE",
            description = "For which stage.")
    private String stage;

    @Override
    public Integer call() throws Exception {
        var wanted = FlagValues.trustFormat(format);
        try {
            var now = Today.now();
            var inForce = flags.read(file, charter.program).inForce(now);
            CharterFiles.requireStage(inForce, stage);
            var exported = wanted.write(inForce, stage, now);
            charter.program.streams().out().print(exported.text());
            for (var lost : exported.lost()) {
                CharterFiles.note("not exported: " + lost, charter.program.streams().err());
            }
            return ExitCodes.PASSED;
        } catch (RefusedException e) {
            return CharterFiles.tell(e, file, charter.program.streams().err());
        }
    }
}
