package org.tidewaiter.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.tidewaiter.model.ProblemException;

/// Ends what takes too long.
final class Deadline {
    private Deadline() {}

    /// Runs the work, and interrupts it when the time is over.
    ///
    /// @param limit zero for no limit
    /// @throws ProblemException `timeout`, or what the work threw
    static <T> T run(Duration limit, Callable<T> work) throws Exception {
        if (limit.isZero()) {
            return work.call();
        }
        var task = new FutureTask<>(work);
        var thread = Thread.ofPlatform().name("work").daemon().start(task);
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            thread.interrupt();
            throw new ProblemException(
                    "timeout",
                    "it took longer than " + text(limit),
                    "give it more time with --timeout, for example --timeout 30m");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Exception failure -> throw failure;
                case Error error -> throw error;
                case null, default -> throw e;
            }
        }
    }

    private static String text(Duration limit) {
        long seconds = limit.toSeconds();
        return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
    }
}
