package org.tidewaiter.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.signing.charter.CharterDraft;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.check.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter charter show`: what a charter says.
@Command(
        name = "show",
        description = "Show what a charter says, or said at a time.",
        footer = {
            "  tidewaiter charter show acme.charter",
            "  tidewaiter charter show acme.charter --at 2026-03-01 -o json",
            "",
            "Without --at it shows the newest version, in force or not. Formats: table (which is yaml),",
            "yaml, json.",
        })
final class CharterShowCommand implements Callable<Integer> {
    private static final Set<String> FORMATS = Set.of("table", "yaml", "json");

    @ParentCommand private CharterCommand charter;
    @Mixin private CharterFlags flags = new CharterFlags();
    @Mixin private OutputFlags output = new OutputFlags();

    @Parameters(paramLabel = "FILE", description = "The signed charter.")
    private Path file;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            converter = FlagValues.Moment.class,
            description = "Show the version that was in force then (2026-03-01, or with a time).")
    private @Nullable Instant time;

    @Override
    public Integer call() throws Exception {
        var targets = output.targets(FORMATS);
        try {
            var signed = flags.read(file, charter.program);
            var version = version(signed);
            OutputFlags.write(
                    targets,
                    charter.program,
                    (target, out) -> {
                        if (target.format().equals("json")) {
                            CharterPage.json(signed, version, out);
                        } else {
                            yaml(signed, version, out);
                        }
                    });
            return ExitCodes.PASSED;
        } catch (RefusedException e) {
            return CharterFiles.tell(e, file, charter.program.streams().err());
        }
    }

    private SignedCharter.Version version(SignedCharter signed) throws RefusedException {
        int number = time == null ? signed.newest().version() : signed.at(time).version();
        return signed.versions().get(number - 1);
    }

    private static void yaml(SignedCharter signed, SignedCharter.Version version, OutputStream out)
            throws IOException {
        var text =
                """
                # charter %s
                # version %d of %d, %s, signed by %s

                %s\
                """
                        .formatted(
                                signed.id(),
                                version.charter().version(),
                                signed.newest().version(),
                                version.digest(),
                                String.join(", ", version.signers()),
                                CharterDraft.write(version.charter(), Map.of()));
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
