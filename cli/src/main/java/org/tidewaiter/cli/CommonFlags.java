package org.tidewaiter.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.vulnerability.store.AdvisoryStore;
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
            description = "Where advisories and layers are kept (default: ~/.cache/tidewaiter).")
    @Nullable Path cache;

    @Option(
            names = "--advisories",
            paramLabel = "STORE",
            description = "The advisory store (default: the one that 'db update' keeps).")
    @Nullable Path advisories;

    Places places(Map<String, String> environment) {
        return Places.of(Optional.ofNullable(cache), environment);
    }

    /// The store that was named or, where none was, the usual one; nothing if that is not there.
    Optional<Path> storeFile(Map<String, String> environment) {
        if (advisories != null) {
            return Optional.of(advisories);
        }
        var usual = places(environment).store();
        return usual.toFile().exists() ? Optional.of(usual) : Optional.empty();
    }

    /// Opens the store, or the built-in sample where there is none.
    AdvisoryStore store(Map<String, String> environment)
            throws ProblemException, InterruptedException {
        var file = storeFile(environment);
        return file.isPresent() ? AdvisoryStore.open(file.get()) : BuiltInSample.open();
    }

    boolean showsProgress(Terminal terminal) {
        return terminal.showsProgress() && !quiet && !noProgress;
    }

    void notice(PrintStream err, String sentence) {
        if (!quiet) {
            err.println("note: " + OneLine.of(sentence));
        }
    }
}
