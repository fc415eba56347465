package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.ledger.Ledger;
import org.tidewaiter.signing.ledger.LedgerEntry;
import picocli.CommandLine.Option;

/// The flag that says where what is decided is noted.
final class LedgerFlags {
    @Option(
            names = "--ledger",
            paramLabel = "FILE",
            description =
                    "The ledger (default: tidewaiter/ledger.jsonl in $XDG_STATE_HOME or"
                            + " ~/.local/state).")
    private @Nullable Path file;

    /// @throws ProblemException `no-home`
    Ledger ledger(Map<String, String> environment) throws ProblemException {
        if (file != null) {
            return new Ledger(file);
        }
        return new Ledger(state("ledger.jsonl", environment));
    }

    /// Where we keep what must not be lost.
    ///
    /// @throws ProblemException `no-home`
    static Path state(String name, Map<String, String> environment) throws ProblemException {
        return StatePlace.of(name, environment)
                .orElseThrow(() ->
                        new ProblemException(
                                "no-home",
                                "there is no folder to keep a ledger in, for HOME is not set",
                                "set HOME or XDG_STATE_HOME, or name a file with --ledger"));
    }

    /// Nothing is signed that is not noted.
    ///
    /// @throws ProblemException `ledger-unwritable`
    void append(LedgerEntry.Note note, TidewaiterCommand program) throws ProblemException {
        var ledger = ledger(program.environment());
        try {
            var entry = ledger.append(note, Today.now());
            program.step("ledger: entry %d of %s".formatted(entry.sequence(), ledger.file()));
        } catch (IOException e) {
            throw unwritable(ledger.file(), e);
        }
    }

    static ProblemException unwritable(Path ledger, IOException e) {
        return new ProblemException(
                new Problem(
                        "ledger-unwritable",
                        "the ledger %s cannot be written: %s".formatted(ledger, e.getMessage()),
                        "mend that, or name another file with --ledger"),
                e);
    }
}
