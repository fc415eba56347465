package org.tidewaiter.checks.host.live;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.tidewaiter.checks.host.Answer;
import org.tidewaiter.image.engine.Engine;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.json.Json;

/// Asks a Docker daemon, which may stall, lie and flood: all questions together have one deadline,
/// and each answer a bound.
public final class DaemonQuestions {
    /// For all questions of a benchmark.
    private static final Duration IN_ALL = Duration.ofSeconds(60);

    private final Optional<Engine> engine;
    private final String whyNone;
    private final InstantSource clock;
    private final Instant deadline;

    private DaemonQuestions(Optional<Engine> engine, String whyNone, InstantSource clock) {
        this.engine = engine;
        this.whyNone = whyNone;
        this.clock = clock;
        deadline = clock.instant().plus(IN_ALL);
    }

    public static DaemonQuestions of(Engine engine, InstantSource clock) {
        return new DaemonQuestions(Optional.of(engine), "", clock);
    }

    /// @param why no daemon can be asked
    public static DaemonQuestions none(String why) {
        return new DaemonQuestions(Optional.empty(), why, InstantSource.system());
    }

    Answer<Json> ask(String path) {
        if (engine.isEmpty()) {
            return Answer.unknown(whyNone);
        }
        if (clock.instant().isAfter(deadline)) {
            return Answer.unknown(
                    "the daemon has been asked for %d s".formatted(IN_ALL.toSeconds()));
        }
        try {
            return engine.get().answer(path).map(Answer::known).orElseGet(Answer::absent);
        } catch (ProblemException e) {
            return Answer.unknown(e.problem().what());
        }
    }
}
