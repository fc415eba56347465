package org.tidewaiter.image.consulted;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// Everything outside the program that an answer was made of. Whoever looks at a file for an answer
/// tells it here before, also where none is found; whoever asks something else says that.
///
/// Used by several threads.
public final class ConsultedFiles {
    /// File systems note times more coarsely than programs write.
    private static final Duration UNSURE = Duration.ofSeconds(2);

    /// Whether there was something, by path.
    private final Map<Path, Boolean> paths = new ConcurrentSkipListMap<>();

    private volatile boolean complete = true;

    /// Nothing has been looked at yet.
    public ConsultedFiles() {}

    /// A path is looked at, whatever is there. What is in a folder is not meant by it.
    public void add(Path path) {
        paths.computeIfAbsent(path, Files::exists);
    }

    /// Something is asked that no such file is the whole of: a registry, an engine, a folder with
    /// all that is in it.
    public void addMoreThanFiles() {
        complete = false;
    }

    /// How all of them are, and were when they were looked at.
    ///
    /// @param since before the first was looked at
    /// @return nothing where one may have changed since, or what was consulted was more than files
    public Optional<List<FileState>> states(Instant since) {
        var states = new ArrayList<FileState>();
        for (var one : paths.entrySet()) {
            var look = FileState.look(one.getKey());
            if (look.isEmpty()
                    || !look.get().changed().isBefore(since.minus(UNSURE))
                    || isMissing(look.get().state()) == one.getValue()) {
                return Optional.empty();
            }
            states.add(look.get().state());
        }
        return complete ? Optional.of(states) : Optional.empty();
    }

    private static boolean isMissing(FileState state) {
        return state.state().equals(FileState.MISSING);
    }
}
