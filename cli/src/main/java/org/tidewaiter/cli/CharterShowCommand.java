package org.tidewaiter.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.charter.Charter;
import org.tidewaiter.signing.charter.CharterDraft;
import org.tidewaiter.signing.charter.CharterFile;
import org.tidewaiter.signing.charter.PendingCharter;
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
            "Without --at it shows the newest version, in force or not. Of NAME.charter.pending it shows",
            "what owners are asked to sign. Formats: table (which is yaml), yaml, json.",
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

    /// A version, with or without enough signatures.
    ///
    /// @param heading a line or two about it
    private record Shown(Charter charter, String heading, Optional<CharterPage.Signed> signed) {}

    @Override
    public Integer call() throws Exception {
        var targets = output.targets(FORMATS);
        try {
            var shown = CharterFiles.isPending(file) ? pending() : signed();
            OutputFlags.write(
                    targets,
                    charter.program,
                    (target, out) -> {
                        if (target.format().equals("json")) {
                            CharterPage.json(shown.charter, shown.signed, out);
                        } else {
                            yaml(shown, out);
                        }
                    });
            return ExitCodes.PASSED;
        } catch (RefusedException e) {
            return CharterFiles.tell(e, file, charter.program.streams().err());
        }
    }

    private Shown pending() throws RefusedException, ProblemException {
        var bytes = CharterFiles.bytes(file, CharterFile.MAX_BYTES);
        var version = PendingCharter.read(bytes).charter();
        var heading = "version %d, not signed by enough owners".formatted(version.version());
        return new Shown(version, heading, Optional.empty());
    }

    private Shown signed() throws RefusedException, ProblemException {
        var all = flags.read(file, charter.program);
        int number = time == null ? all.newest().version() : all.at(time).version();
        var version = all.versions().get(number - 1);
        var heading =
                "charter %s\nversion %d of %d, %s, signed by %s"
                        .formatted(
                                all.id(),
                                number,
                                all.newest().version(),
                                version.digest(),
                                String.join(", ", version.signers()));
        return new Shown(
                version.charter(), heading, Optional.of(new CharterPage.Signed(all, version)));
    }

    private static void yaml(Shown shown, OutputStream out) throws IOException {
        var text = new StringBuilder();
        shown.heading.lines().forEach(line -> text.append("# ").append(line).append('\n'));
        text.append('\n').append(CharterDraft.write(shown.charter, Map.of()));
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
