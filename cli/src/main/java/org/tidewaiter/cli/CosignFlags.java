package org.tidewaiter.cli;

import org.tidewaiter.model.ProblemException;
import picocli.CommandLine.Option;

/// Flags that who is used to cosign gives to what signs.
final class CosignFlags {
    @SuppressWarnings("unused") // as cosign is called
    @Option(
            names = {"-y", "--yes"},
            fallbackValue = "true",
            description = "Taken, and of no effect: nothing is asked.")
    private boolean sure;

    @Option(
            names = "--tlog-upload",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "false",
            description = "Taken if it is false: no transparency log is written to.")
    private boolean log;

    /// @throws ProblemException `usage`
    void requireNoLog() throws ProblemException {
        if (log) {
            throw new ProblemException(
                    "usage",
                    "nothing is written to a transparency log",
                    "leave out --tlog-upload, or give --tlog-upload=false");
        }
    }
}
