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
    AdvisoryStore store(TidewaiterCommand program) throws ProblemException, InterruptedException {
        var file = storeFile(program.environment());
        var store = file.isPresent() ? AdvisoryStore.open(file.get()) : BuiltInSample.open();
        program.step(
                "advisories: %s, %,d of them"
                        .formatted(
                                file.map(Path::toString).orElse("the built-in sample"),
                                store.info().advisories()));
        return store;
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
