package org.tidewaiter.image.pass;

import java.util.concurrent.Semaphore;

/// The memory that all files held whole at one moment may take together. A thread that holds a slab
/// takes no second one, so nobody waits for ever.
final class SlabBudget {
    private static final int PAGE_BYTES = 1 << 12;

    private final Semaphore pages;
    private final long bytes;

    SlabBudget(long bytes) {
        this.bytes = bytes;
        this.pages = new Semaphore(pages(bytes), true);
    }

    /// Whether a file of this size can ever be held.
    boolean fits(long size) {
        return size <= bytes && size <= Integer.MAX_VALUE - 16;
    }

    long bytes() {
        return bytes;
    }

    /// Waits until there is room.
    Slab take(long size) throws InterruptedException {
        int taken = pages(size);
        pages.acquire(taken);
        return () -> pages.release(taken);
    }

    /// Room that is given back by closing it.
    interface Slab extends AutoCloseable {
        @Override
        void close();
    }

    private static int pages(long size) {
        return (int) Math.min(Integer.MAX_VALUE, (size + PAGE_BYTES - 1) / PAGE_BYTES);
    }
}
