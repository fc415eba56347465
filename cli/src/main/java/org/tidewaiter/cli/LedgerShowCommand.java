package org.tidewaiter.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.tidewaiter.model.Digest;
import org.tidewaiter.signing.ledger.LedgerEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter ledger show`: the entries, a line each.
@Command(
        name = "show",
        description = "List what was decided, the oldest first.",
        footer = {
            "  tidewaiter ledger show",
            "",
            "Exit codes: 0; 2 where the ledger is not what was written.",
        })
final class LedgerShowCommand implements Callable<Integer> {
    @ParentCommand private LedgerCommand group;
    @Mixin private LedgerFlags flags = new LedgerFlags();

    @Override
    public Integer call() throws Exception {
        var streams = group.program.streams();
        var ledger = flags.ledger(group.program.environment());
        var check =
                LedgerPage.check(
                        ledger, List.of(), entry -> streams.out().println(OneLine.of(line(entry))));
        LedgerPage.flaws(check, streams.err());
        return check.passed() ? ExitCodes.PASSED : ExitCodes.REFUSED;
    }

    private static String line(LedgerEntry entry) {
        var note = entry.note();
        return "%d  %s  %s%s  %s  by %s: %s"
                .formatted(
                        entry.sequence(),
                        entry.time(),
                        note.kind().word(),
                        note.stage().isEmpty() ? "" : " " + note.stage(),
                        note.about().map(Digest::toString).orElse("-"),
                        note.who(),
                        note.words());
    }
}
