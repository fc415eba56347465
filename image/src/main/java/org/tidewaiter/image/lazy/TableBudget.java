package org.tidewaiter.image.lazy;

import java.io.Closeable;
import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;

/// The memory that the tables of contents of one image take at one moment. What a table takes is
/// reckoned from its text, so whether it fits does not depend on the others. A thread that has room
/// takes no more, so nobody waits for ever.
public final class TableBudget {
    private static final long STANDARD_BYTES = 256 << 20;

    /// Characters can take two bytes where the text has one.
    private static final int BYTES_OF_TEXT = 2;

    /// With its digests, and where it is in the layer.
    private static final int BYTES_OF_OBJECT = 320;

    /// Fewer are not worth to be waited for.
    private static final int LARGE_STORED_BYTES = 1 << 20;

    private final int kibibytes;
    private final Semaphore free;
    private final Semaphore ofLargeStored = new Semaphore(1, true);

    TableBudget(long bytes) {
        kibibytes = kibibytes(bytes);
        free = new Semaphore(kibibytes, true);
    }

    public static TableBudget standard() {
        return new TableBudget(STANDARD_BYTES);
    }

    /// Room that is given back by closing it, once.
    interface Room extends Closeable {
        @Override
        void close();
    }

    /// Waits until a compressed table may be held; of large ones, one at a time.
    Room ofStored(long bytes) throws InterruptedIOException {
        return bytes <= LARGE_STORED_BYTES ? () -> {} : taken(ofLargeStored, 1);
    }

    /// Waits until there is room for a table.
    ///
    /// @param textBytes of its JSON
    /// @param objects not fewer than are in it
    Room ofTable(long textBytes, long objects)
            throws UnusableTableException, InterruptedIOException {
        int wanted = kibibytes(textBytes * BYTES_OF_TEXT + objects * BYTES_OF_OBJECT);
        if (wanted > kibibytes) {
            throw new UnusableTableException(
                    "its table of contents would take %,d KiB of memory, and at most %,d are given"
                            .formatted(wanted, kibibytes));
        }
        return taken(free, wanted);
    }

    private static Room taken(Semaphore from, int permits) throws InterruptedIOException {
        try {
            from.acquire(permits);
        } catch (InterruptedException _) {
            throw new InterruptedIOException();
        }
        return () -> from.release(permits);
    }

    private static int kibibytes(long bytes) {
        return (int) ((bytes + 1023) >> 10);
    }
}
