package org.tidewaiter.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.image.consulted.ConsultedFiles;
import org.tidewaiter.image.consulted.ConsultedFiles.Step;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.vulnerability.store.AdvisoryStore;
import picocli.CommandLine.Option;

/// The flag that says which advisory store.
final class StoreFlags {
    @Option(
            names = "--advisories",
            paramLabel = "STORE",
            description = "The advisory store (default: the one that 'db update' keeps).")
    @Nullable Path advisories;

    /// Where a store is to be written.
    Path target(Places places) throws ProblemException {
        return advisories != null ? advisories : places.store();
    }

    /// The store that was named or, where none was, the usual one; nothing if that is not there.
    Optional<Path> file(Places places) throws ProblemException {
        if (advisories == null && (places.isNowhere() || !places.store().toFile().exists())) {
            return Optional.empty();
        }
        return Optional.of(target(places));
    }

    /// Tells what [#open] looks at.
    void tell(ConsultedFiles consulted, Places places) throws ProblemException {
        if (advisories != null || !places.isNowhere()) {
            consulted.add(target(places));
        }
        consulted.addedAll(Step.ADVISORIES);
    }

    /// Opens the store, or the built-in sample where there is none.
    AdvisoryStore open(TidewaiterCommand program, Places places)
            throws ProblemException, InterruptedException {
        var file = file(places);
        var store = file.isPresent() ? AdvisoryStore.open(file.get()) : BuiltInSample.open();
        program.step(
                "advisories: %s, %,d of them"
                        .formatted(
                                file.map(Path::toString).orElse("the built-in sample"),
                                store.info().advisories()));
        return store;
    }
}
