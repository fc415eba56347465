package org.tidewaiter.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags that nearly every command has.
final class CommonFlags {
    @Option(
            names = {"-q", "--quiet"},
            fallbackValue = "true",
            description = "Show no progress and no notices.")
    boolean quiet;

    @Option(
            names = "--no-progress",
            fallbackValue = "true",
            description = "Show no progress; notices are still shown.")
    boolean noProgress;

    @Option(
            names = "--cache-dir",
            paramLabel = "DIR",
            description =
                    "Where advisories and layers are kept (default: tidewaiter in $XDG_CACHE_HOME or"
                            + " ~/.cache).")
    @Nullable Path cache;

    Places places(TidewaiterCommand program) {
        return Places.of(Optional.ofNullable(cache), program.environment());
    }

    /// Whether a line that is written over and over is wanted; steps stand in its place.
    boolean showsProgress(TidewaiterCommand program) {
        return program.streams().terminal().showsProgress()
                && !quiet
                && !noProgress
                && !program.verbose();
    }

    void notice(PrintStream err, String sentence) {
        if (!quiet) {
            err.println("note: " + OneLine.of(sentence));
        }
    }
}
