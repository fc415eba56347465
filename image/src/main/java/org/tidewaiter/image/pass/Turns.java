package org.tidewaiter.image.pass;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.tidewaiter.image.cache.LayerCache;
import org.tidewaiter.model.Layer;
import org.tidewaiter.model.ProblemException;

/// In which order layers are read: of those that nobody else is reading now, the largest first;
/// then the others, one at a time and by chance, since each may be in the cache when its turn
/// comes. So programs that read the same image at the same time share the work, and none of them
/// waits for another. Used by several threads.
final class Turns {
    private final List<Wanted> wanted;
    private final List<Layer> layers;
    private final LayerWork work;

    /// Indexes of what is wanted, the largest layers first.
    private final List<Integer> left;

    private final Semaphore shared = new Semaphore(1);

    /// @param layers of the image; none of a directory
    Turns(List<Wanted> wanted, List<Layer> layers, LayerWork work) {
        this.wanted = wanted;
        this.layers = layers;
        this.work = work;
        var largestFirst = Comparator.comparing(this::sizeBytes).reversed();
        left =
                new ArrayList<>(
                        IntStream.range(0, wanted.size()).boxed().sorted(largestFirst).toList());
    }

    private Long sizeBytes(Integer index) {
        return layer(index).map(Layer::sizeBytes).orElse(0L);
    }

    private Optional<Layer> layer(int index) {
        return layers.isEmpty()
                ? Optional.empty()
                : Optional.of(layers.get(wanted.get(index).layer()));
    }

    interface Reading {
        /// @param index of what is wanted
        void read(int index) throws ProblemException, InterruptedException;
    }

    /// Reads one that has not been read, if there is one left.
    ///
    /// @return its index
    int take(Reading reading) throws ProblemException, InterruptedException {
        var own = takeOwn();
        return own.isPresent() ? read(own.get(), reading) : takeShared(reading);
    }

    private int takeShared(Reading reading) throws ProblemException, InterruptedException {
        shared.acquire();
        try {
            return read(takeOwn().orElseGet(this::takeAny), reading);
        } finally {
            shared.release();
        }
    }

    private static int read(Turn turn, Reading reading)
            throws ProblemException, InterruptedException {
        try (var _ = turn.begun) {
            reading.read(turn.index);
        }
        return turn.index;
    }

    private synchronized Optional<Turn> takeOwn() {
        for (int at = 0; at < left.size(); at++) {
            int index = left.get(at);
            var begun =
                    layer(index)
                            .map(layer -> work.begin(wanted.get(index), layer))
                            .orElse(Optional.of(() -> {}));
            if (begun.isPresent()) {
                left.remove(/* index */ at);
                return Optional.of(new Turn(index, begun.get()));
            }
        }
        return Optional.empty();
    }

    private synchronized Turn takeAny() {
        int at = ThreadLocalRandom.current().nextInt(left.size());
        return new Turn(left.remove(/* index */ at), () -> {});
    }

    /// @param begun to be closed when it is read
    private record Turn(int index, LayerCache.Begun begun) {}
}
