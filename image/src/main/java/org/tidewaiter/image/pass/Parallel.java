package org.tidewaiter.image.pass;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.tidewaiter.model.ProblemException;

/// Runs tasks on virtual threads, a few at a time, and ends when all have ended.
final class Parallel {
    private Parallel() {}

    /// @return in the order of the tasks
    /// @throws ProblemException the first that a task threw; the other tasks are interrupted
    static <T> List<T> run(int atOnce, List<Callable<T>> tasks) throws ProblemException {
        var places = new Semaphore(atOnce, true);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var finished = new ExecutorCompletionService<T>(threads);
            try {
                var running =
                        tasks.stream().map(task -> finished.submit(in(places, task))).toList();
                for (var _ : running) {
                    finished.take().get();
                }
                return running.stream().map(Future::resultNow).toList();
            } catch (ExecutionException e) {
                throw problem(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ProblemException(
                        "interrupted",
                        "the image was not read to its end, since the program was told to stop",
                        "give it more time, if it was a time limit");
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private static <T> Callable<T> in(Semaphore places, Callable<T> task) {
        return () -> {
            places.acquire();
            try {
                return task.call();
            } finally {
                places.release();
            }
        };
    }

    private static ProblemException problem(ExecutionException e) {
        if (e.getCause() instanceof ProblemException problem) {
            return problem;
        }
        throw new IllegalStateException("a bug in the pass or in a source of images", e);
    }
}
