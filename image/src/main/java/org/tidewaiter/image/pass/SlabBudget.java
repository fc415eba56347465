package org.tidewaiter.image.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;

/// The memory that all files held whole at one moment may take together. A thread that holds a slab
/// takes no second one, so nobody waits for ever.
///
/// Arrays of large files are lent again and again. Were each a new one, the heap would grow to its
/// bound before the old ones are looked for.
final class SlabBudget {
    private static final int PAGE_BYTES = 1 << 12;
    private static final int LARGE_BYTES = 1 << 16;

    /// The largest arrays are wanted so rarely that the memory is of more use to others meanwhile.
    private static final long MAX_FREE_BYTES = 32 << 20;

    private final Semaphore pages;
    private final long bytes;

    /// Large arrays that nobody has now, by their length.
    private final NavigableMap<Integer, List<byte[]>> free = new TreeMap<>();

    /// Of large arrays, free and lent.
    private long largeBytes;

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

    /// Waits until there is room, and lends an array for it.
    ///
    /// @param size one that fits
    Slab take(long size) throws InterruptedException {
        int length = capacity(size);
        pages.acquire(pages(length));
        return new Slab(length < LARGE_BYTES ? new byte[length] : largeArray(length));
    }

    /// Waits until there is room for arrays of the caller's own.
    Room reserve(long size) throws InterruptedException {
        int taken = pages(size);
        pages.acquire(taken);
        dropFree();
        return () -> pages.release(taken);
    }

    /// Room that is given back by closing it.
    interface Room extends AutoCloseable {
        @Override
        void close();
    }

    /// An array with room for a file; it is longer if the file is large, and holds whatever was in
    /// it before.
    final class Slab implements Room {
        private final byte[] array;

        private Slab(byte[] array) {
            this.array = array;
        }

        byte[] array() {
            return array;
        }

        @Override
        public void close() {
            if (array.length >= LARGE_BYTES) {
                giveBack(array);
            }
            pages.release(pages(array.length));
        }
    }

    /// @param length for which there are pages
    private synchronized byte[] largeArray(int length) {
        var longEnough = free.ceilingEntry(length);
        if (longEnough != null && pages.tryAcquire(pages(longEnough.getKey()) - pages(length))) {
            var arrays = longEnough.getValue();
            if (arrays.size() == 1) {
                free.remove(longEnough.getKey());
            }
            return arrays.removeLast();
        }
        while (largeBytes + length > bytes && !free.isEmpty()) {
            var shortest = free.pollFirstEntry();
            largeBytes -= (long) shortest.getKey() * shortest.getValue().size();
        }
        largeBytes += length;
        return new byte[length];
    }

    private synchronized void dropFree() {
        free.values().forEach(arrays -> arrays.forEach(array -> largeBytes -= array.length));
        free.clear();
    }

    private synchronized void giveBack(byte[] array) {
        if (freeBytes() + array.length > MAX_FREE_BYTES) {
            largeBytes -= array.length;
        } else {
            free.computeIfAbsent(array.length, _ -> new ArrayList<>()).add(array);
        }
    }

    private long freeBytes() {
        return free.entrySet().stream()
                .mapToLong(one -> (long) one.getKey() * one.getValue().size())
                .sum();
    }

    /// Large files have few capacities, so that their arrays serve one another.
    private int capacity(long size) {
        if (size < LARGE_BYTES) {
            return (int) size;
        }
        long power = Long.highestOneBit(size);
        return (int) Math.min(bytes, power == size ? size : 2 * power);
    }

    private static int pages(long size) {
        return (int) Math.min(Integer.MAX_VALUE, (size + PAGE_BYTES - 1) / PAGE_BYTES);
    }
}
