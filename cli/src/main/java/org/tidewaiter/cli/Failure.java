package org.tidewaiter.cli;

import java.io.IOException;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.vulnerability.store.BrokenStoreException;

/// What ended a command before its time.
record Failure(Throwable thrown) {

    /// Standard output could not be written.
    static Failure ofOutput(IOException why) {
        return new Failure(
                new ProblemException(
                        "output-failed",
                        "writing standard output failed: " + why.getMessage(),
                        "see whether the disk has room where it is redirected to"));
    }

    /// Prints the problem and, where a person asked for more, what lies below it.
    void tell(PrintStream err, boolean verbose) {
        var problem = problem();
        err.println(
                new Problem(
                        problem.code(), OneLine.of(problem.what()), OneLine.of(problem.mend())));
        if (verbose && problem.code().equals("internal-error")) {
            thrown.printStackTrace(err);
        } else if (verbose) {
            for (var cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
                err.println("  cause: " + OneLine.of(cause.toString()));
            }
        }
    }

    /// What a person is told. What is known stands in the first cause of a kind that explains
    /// itself; everything else is a defect of ours.
    Problem problem() {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            var known = known(cause);
            if (known != null) {
                return known;
            }
        }
        return new Problem(
                "internal-error",
                "Tidewaiter met what it did not expect: " + thrown,
                "this is a defect of Tidewaiter; please report it with the trace that --verbose"
                        + " prints");
    }

    private static @Nullable Problem known(Throwable cause) {
        return switch (cause) {
            case ProblemException told -> told.problem();
            case BrokenStoreException broken -> broken.problem();
            case OutOfMemoryError memory -> outOfMemory(memory);
            case IOException io -> notReadOrWritten(io);
            default -> null;
        };
    }

    private static Problem outOfMemory(OutOfMemoryError memory) {
        return new Problem(
                "out-of-memory",
                "the %d MB of memory that the program may use were not enough (%s)"
                        .formatted(Runtime.getRuntime().maxMemory() >> 20, memory.getMessage()),
                "give it more by the environment variable TIDEWAITER_HEAP, for example"
                        + " TIDEWAITER_HEAP=2g");
    }

    private static Problem notReadOrWritten(IOException io) {
        return new Problem(
                "io-failed",
                "reading or writing failed: " + io,
                "see whether the file may be read or written, and whether the disk has room");
    }
}
