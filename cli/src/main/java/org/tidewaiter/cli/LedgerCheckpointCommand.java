package org.tidewaiter.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.ledger.Checkpoint;
import org.tidewaiter.signing.ledger.EntryKind;
import org.tidewaiter.signing.ledger.LedgerEntry.Note;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter ledger checkpoint`: how far the ledger has come, signed.
@Command(
        name = "checkpoint",
        description = "Sign how far a ledger has come, to be kept elsewhere.",
        footer = {
            "  tidewaiter ledger checkpoint --key auditor.key -o monday.json",
        })
final class LedgerCheckpointCommand implements Callable<Integer> {
    @ParentCommand private LedgerCommand group;
    @Mixin private LedgerFlags flags = new LedgerFlags();
    @Mixin private SignerFlags signer = new SignerFlags();

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "Where it is written.")
    private Path output;

    @Override
    public Integer call() throws Exception {
        var program = group.program;
        var ledger = flags.ledger(program.environment());
        var check = LedgerPage.check(ledger, List.of(), _ -> {});
        LedgerPage.flaws(check, program.streams().err());
        if (!check.passed() || check.last().isEmpty()) {
            throw new ProblemException(
                    "ledger-broken",
                    "%s is not as it was written, or empty".formatted(ledger.file()),
                    "find out what became of it: 'tidewaiter ledger verify'");
        }
        var key = signer.key(program);
        var checkpoint = new Checkpoint(check.entries(), check.last().get(), Today.now());
        AtomicFile.write(output, out -> out.write(checkpoint.sign(key)));
        flags.append(
                new Note(
                        EntryKind.CHECKPOINT,
                        key.publicKey().fingerprint().toString(),
                        Optional.of(checkpoint.line()),
                        "",
                        "entry %d".formatted(checkpoint.sequence()),
                        ""),
                program);
        program.streams()
                .out()
                .printf("%s: entry %d, %s%n", output, checkpoint.sequence(), checkpoint.line());
        return ExitCodes.PASSED;
    }
}
