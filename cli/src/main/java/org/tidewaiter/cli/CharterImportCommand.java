package org.tidewaiter.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.tidewaiter.signing.charter.CharterDraft;
import org.tidewaiter.signing.check.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter charter import`: a draft of what another program believes.
@Command(
        name = "import",
        description = "Print the draft of a charter that says whom another program believes.",
        footer = {
            "  tidewaiter charter import --format policy.json --name acme policy.json",
            "",
            "What is not in the draft, of what the file says, is told on standard error, a line each.",
            "Owners are for you to name; then 'charter sign' makes a charter of it.",
            "Formats: policy-controller, policy.json, sigstore-trusted-root.",
        })
final class CharterImportCommand implements Callable<Integer> {
    private static final int MAX_BYTES = 4 << 20;
    private static final Duration VALIDITY = Duration.ofDays(365);

    @ParentCommand private CharterCommand charter;

    @Parameters(paramLabel = "FILE", description = "The other program's file.")
    private Path file;

    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            description = "Of which program.")
    private String format;

    @Option(
            names = "--name",
            required = true,
            paramLabel = "NAME",
            description = "Of the charter, for people.")
    private String name;

    @Override
    public Integer call() throws Exception {
        var wanted = FlagValues.trustFormat(format);
        var err = charter.program.streams().err();
        try {
            var bytes = CharterFiles.bytes(file, MAX_BYTES);
            var imported = wanted.read(bytes, CharterFiles.beside(file));
            var now = Today.now();
            var draft = imported.draft(name, now, now.plus(VALIDITY));
            charter.program.streams().out().print(CharterDraft.unissued(draft, Map.of()));
            for (var lost : imported.lost()) {
                CharterFiles.note("not imported: " + lost, err);
            }
            CharterFiles.note(
                    "name the owners in the draft, and see whether all else is meant", err);
            return ExitCodes.PASSED;
        } catch (RefusedException e) {
            return CharterFiles.tell(e, file, err);
        }
    }
}
