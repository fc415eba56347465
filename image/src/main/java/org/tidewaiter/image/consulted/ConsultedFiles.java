package org.tidewaiter.image.consulted;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// Everything outside the program that an answer was made of. Whoever looks at a file for an answer
/// tells it here before, also where none is found; whoever asks something else says that. Whoever
/// has told all that a [Step] looks at says that too, so that a step that nobody thought of is
/// noticed.
///
/// Used by several threads.
public final class ConsultedFiles {
    /// File systems note times more coarsely than programs write.
    private static final Duration UNSURE = Duration.ofSeconds(2);

    /// What was there before it was looked at, by path.
    private final Map<Path, FileMark> paths = new ConcurrentSkipListMap<>();

    private final Set<Step> told = ConcurrentHashMap.newKeySet();
    private volatile boolean more;

    /// What an answer is made of.
    public enum Step {
        /// The files that flags name, and those that are read where no flag names one.
        FLAGS,
        ADVISORIES,
        IMAGE,
        BASE
    }

    /// Nothing has been looked at yet.
    public ConsultedFiles() {}

    /// A path is looked at, whatever is there. What is in a folder is not meant by it.
    public void add(Path path) {
        paths.computeIfAbsent(path, FileMark::of);
    }

    /// Something is asked that no such file is the whole of: a registry, an engine, a folder with
    /// all that is in it.
    public void addMoreThanFiles() {
        more = true;
    }

    /// All that a step looks at was added.
    public void addedAll(Step step) {
        told.add(step);
    }

    /// How all of them are, and were when they were looked at: each path leads to the same file as
    /// then, and that has not been changed.
    ///
    /// @param since before the first was looked at
    /// @param needed the steps that the answer took
    /// @return nothing where one may have changed since, or what was consulted was more than files,
    ///   or it is not known to be all
    public Optional<List<FileState>> states(Instant since, Set<Step> needed) {
        if (more || !told.containsAll(needed)) {
            return Optional.empty();
        }
        var states = new ArrayList<FileState>();
        for (var one : paths.entrySet()) {
            var path = one.getKey();
            var mark = one.getValue();
            var state = FileState.look(path);
            if (state.isEmpty()
                    || !mark.isOlderThan(since.minus(UNSURE))
                    || !mark.equals(FileMark.of(path))) { // after its content was digested
                return Optional.empty();
            }
            states.add(state.get());
        }
        return Optional.of(states);
    }
}
