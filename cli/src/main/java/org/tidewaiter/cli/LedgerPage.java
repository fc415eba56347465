package org.tidewaiter.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Consumer;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.ledger.Checkpoint;
import org.tidewaiter.signing.ledger.Ledger;
import org.tidewaiter.signing.ledger.LedgerCheck;
import org.tidewaiter.signing.ledger.LedgerEntry;

/// What is said of a ledger.
final class LedgerPage {
    private LedgerPage() {}

    /// @throws ProblemException `ledger-unreadable`
    static LedgerCheck check(
            Ledger ledger, List<Checkpoint> checkpoints, Consumer<LedgerEntry> each)
            throws ProblemException {
        try {
            return ledger.check(checkpoints, each);
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            "ledger-unreadable",
                            "the ledger %s cannot be read: %s"
                                    .formatted(ledger.file(), e.getMessage()),
                            "name another with --ledger"),
                    e);
        }
    }

    static void flaws(LedgerCheck check, PrintStream to) {
        for (var flaw : check.flaws()) {
            to.printf("line %d: %s%n", flaw.line(), OneLine.of(flaw.what()));
        }
        if (check.tornEnd()) {
            to.println(
                    "note: it ends within a line: a machine has failed there, or somebody has cut it");
        }
    }
}
