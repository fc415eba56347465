package org.tidewaiter.gate;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.Platform;

/// An image in a registry, with what came of the last look at what is beside it. Safe for use by
/// many threads.
final class PlaceOfPapers {
    private final ImageReference name;
    private final Optional<Platform> platform;
    private Optional<CompletableFuture<Void>> running = Optional.empty();
    private long ended;
    private boolean looked;
    private Optional<String> failure = Optional.empty();
    private List<String> notes = List.of();

    PlaceOfPapers(ImageReference name, Optional<Platform> platform) {
        this.name = name;
        this.platform = platform;
    }

    ImageReference name() {
        return name;
    }

    Optional<Platform> platform() {
        return platform;
    }

    String repository() {
        return name.registry() + "/" + name.repository();
    }

    synchronized Optional<CompletableFuture<Void>> running() {
        return running;
    }

    /// @return nothing where one is under way, or the last one was within that time
    synchronized Optional<CompletableFuture<Void>> begin(Duration age) {
        if (running.isPresent() || (looked && System.nanoTime() - ended < age.toNanos())) {
            return Optional.empty();
        }
        running = Optional.of(new CompletableFuture<>());
        return running;
    }

    /// @param why nothing can be told; nothing where it can
    /// @param found what does not count
    void end(Optional<String> why, List<String> found) {
        CompletableFuture<Void> waiting;
        synchronized (this) {
            waiting = running.orElseThrow();
            running = Optional.empty();
            ended = System.nanoTime();
            looked = true;
            failure = why;
            notes = List.copyOf(found);
        }
        waiting.complete(null);
    }

    /// Why there may be more than is known; empty where nothing went wrong.
    synchronized String trouble() {
        return looked
                ? failure.map(why -> "%s could not be asked: %s".formatted(repository(), why))
                        .orElse("")
                : "%s has not answered yet".formatted(repository());
    }

    synchronized List<String> notes() {
        return notes;
    }
}
