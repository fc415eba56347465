package org.tidewaiter.image.compression;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// Slabs that another thread fills ahead, a few at most, so that both sides work at once.
final class AheadSlabs implements Slabs {
    private static final int AHEAD = 3;
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Slabs slabs;
    private final BlockingQueue<Slab> free = new ArrayBlockingQueue<>(AHEAD + 1);
    private final BlockingQueue<Filled> filled = new ArrayBlockingQueue<>(AHEAD + 1);
    private final Thread thread = Thread.ofVirtual().unstarted(this::fillAll);
    private volatile boolean closed;

    /// What there is to tell from then on.
    private Optional<Filled> last = Optional.empty();

    /// What comes of filling one slab.
    private sealed interface Filled {
        record Bytes(Slab slab) implements Filled {}

        record End() implements Filled {}

        record Failed(Throwable why) implements Filled {}
    }

    /// @param slabs belongs to the other thread from now on; closed with this
    AheadSlabs(Slabs slabs, int slabSize) {
        this.slabs = slabs;
        for (int i = 0; i < AHEAD; i++) {
            free.add(new Slab(slabSize));
        }
        thread.start();
    }

    private void fillAll() {
        try {
            // there is room for all slabs on both sides, and for how it ends
            for (var slab = free.take(); !closed; slab = free.take()) {
                if (!slabs.fill(slab)) {
                    filled.add(new Filled.End());
                    return;
                }
                filled.add(new Filled.Bytes(slab));
            }
        } catch (InterruptedException _) {
            // closed, and nobody waits
        } catch (IOException | RuntimeException | Error e) {
            filled.add(new Filled.Failed(e));
        }
    }

    @Override
    public boolean fill(Slab slab) throws IOException {
        var next = last.isPresent() ? last.get() : take();
        return switch (next) {
            case Filled.Bytes(var bytes) -> {
                slab.swap(bytes);
                free.add(bytes);
                yield true;
            }
            case Filled.End() -> {
                last = Optional.of(next);
                yield false;
            }
            case Filled.Failed(var why) -> {
                last = Optional.of(next);
                throw rethrown(why);
            }
        };
    }

    private Filled take() throws InterruptedIOException {
        try {
            return filled.take();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private static IOException rethrown(Throwable why) {
        return switch (why) {
            case IOException e -> e;
            case RuntimeException e -> throw e;
            default -> throw (Error) why;
        };
    }

    /// Waits until the other thread has let go of the stream. It is interrupted only if who closes
    /// is, or if it takes very long: a channel that is being read would be closed by that, and
    /// perhaps somebody else wants to read on.
    @Override
    public void close() throws IOException {
        closed = true;
        free.offer(new Slab(0)); // it may wait for one
        boolean interrupted = Thread.interrupted();
        if (interrupted) {
            thread.interrupt();
        }
        while (thread.isAlive()) {
            try {
                if (!thread.join(GRACE)) {
                    thread.interrupt();
                }
            } catch (InterruptedException _) {
                interrupted = true;
                thread.interrupt();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        slabs.close();
    }
}
