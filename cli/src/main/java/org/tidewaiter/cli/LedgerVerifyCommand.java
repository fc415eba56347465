package org.tidewaiter.cli;

import java.util.concurrent.Callable;
import org.tidewaiter.signing.check.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
    @Mixin private CheckpointFlags checkpoints = new CheckpointFlags();

    @Override
    public Integer call() throws Exception {
        var streams = group.program.streams();
        var ledger = flags.ledger(group.program.environment());
        try {
            var check = LedgerPage.check(ledger, checkpoints.read(group.program), _ -> {});
            LedgerPage.flaws(check, streams.out());
            streams.out()
                    .printf(
                            "%s: %d entries%s, %s%n",
                            ledger.file(),
                            check.entries(),
                            check.last().map(digest -> " to " + digest).orElse(""),
                            check.passed() ? "as they were written" : "NOT as they were written");
            checkpoints.doubt().ifPresent(doubt -> streams.out().println("note: " + doubt));
            return check.passed() ? ExitCodes.PASSED : ExitCodes.REFUSED;
        } catch (RefusedException e) {
            return ClearPage.tell(e, streams.err());
        }
    }
}
