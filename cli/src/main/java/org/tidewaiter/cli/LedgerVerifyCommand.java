package org.tidewaiter.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.ledger.Checkpoint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter ledger verify`: whether it is what was written.
@Command(
        name = "verify",
        description = "Say whether a ledger is what was written: nothing cut, changed or put in.",
        footer = {
            "  tidewaiter ledger verify",
            "  tidewaiter ledger verify --checkpoint monday.json --key auditor.pub",
            "",
            "Each line names the one before by its digest. That lines are missing at the end is seen",
            "against a checkpoint that was kept elsewhere, and only so. Exit codes: 0 it is, 2 it is not,",
            "1 that cannot be told.",
        })
final class LedgerVerifyCommand implements Callable<Integer> {
    @ParentCommand private LedgerCommand group;
    @Mixin private LedgerFlags flags = new LedgerFlags();
    @Mixin private KeyFlags keys = new KeyFlags();

    @Option(
            names = "--checkpoint",
            split = "\n",
            hideParamSyntax = true,
            paramLabel = "FILE",
            description = "It must have come as far as this; may be repeated, and needs --key.")
    private List<Path> files = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        var streams = group.program.streams();
        var ledger = flags.ledger(group.program.environment());
        try {
            var check = LedgerPage.check(ledger, checkpoints(), _ -> {});
            LedgerPage.flaws(check, streams.out());
            streams.out()
                    .printf(
                            "%s: %d entries%s, %s%n",
                            ledger.file(),
                            check.entries(),
                            check.last().map(digest -> " to " + digest).orElse(""),
                            check.passed() ? "as they were written" : "NOT as they were written");
            if (files.isEmpty()) {
                streams.out()
                        .println(
                                "note: whether entries are missing at its end, only a checkpoint can tell");
            }
            return check.passed() ? ExitCodes.PASSED : ExitCodes.REFUSED;
        } catch (RefusedException e) {
            return ClearPage.tell(e, streams.err());
        }
    }

    private List<Checkpoint> checkpoints() throws ProblemException, RefusedException {
        if (files.isEmpty()) {
            return List.of();
        }
        var trusted = keys.trusted(group.program);
        if (trusted.isEmpty()) {
            throw new ProblemException(
                    "usage",
                    "it was not said who has signed the checkpoint",
                    "name the public key with --key");
        }
        var read = new ArrayList<Checkpoint>();
        for (var file : files) {
            read.add(Checkpoint.read(CharterFiles.bytes(file, Checkpoint.MAX_BYTES), trusted));
        }
        return read;
    }
}
