package org.tidewaiter.cli;

import java.util.function.LongSupplier;

/// Has garbage collected when the heap has grown. Java's serial collector, left alone, makes room
/// for what has become old rather than look for garbage there, until the heap is as large as it may
/// be: four times what an image needs.
///
/// Used by several threads.
final class SmallHeap {
    /// Below, the heap may be as it likes.
    private static final long TOLERATED_BYTES = 128L << 20;

    /// How much must have been made since, for a collection to be worth its time.
    private static final long WORTH_BYTES = 32L << 20;

    private final LongSupplier heapBytes;
    private final LongSupplier usedBytes;
    private final Runnable collection;
    private volatile long keptBytes;

    SmallHeap(LongSupplier heapBytes, LongSupplier usedBytes, Runnable collection) {
        this.heapBytes = heapBytes;
        this.usedBytes = usedBytes;
        this.collection = collection;
    }

    static SmallHeap ofProcess() {
        var runtime = Runtime.getRuntime();
        return new SmallHeap(
                runtime::totalMemory,
                () -> runtime.totalMemory() - runtime.freeMemory(),
                System::gc);
    }

    /// To be called often.
    void look() {
        if (hasGrown()) {
            collect();
        }
    }

    private synchronized void collect() {
        if (hasGrown()) {
            collection.run();
            keptBytes = usedBytes.getAsLong();
        }
    }

    private boolean hasGrown() {
        return heapBytes.getAsLong() > TOLERATED_BYTES
                && usedBytes.getAsLong() > keptBytes + WORTH_BYTES;
    }
}
