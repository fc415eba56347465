package org.tidewaiter.image.lazy;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.image.lazy.TableOfContents.Chunk;
import org.tidewaiter.image.stream.RunInput;

/// Fetches chunks in their order, those that lie near each other by one request. Belongs to one
/// thread.
final class PartReader implements Closeable {
    /// What lies between two chunks is fetched too if it is no more than this: on most lines
    /// another request takes as long.
    static final long MAX_GAP_BYTES = 256 << 10;

    private record Run(long start, long end) {}

    private final Parts parts;
    private final long[] bounds;
    private final List<Run> runs;
    private int next;
    private long position;
    private long end;
    private @Nullable InputStream in;

    PartReader(Parts parts, TableOfContents table) {
        this.parts = parts;
        bounds = table.bounds();
        runs = runs(table);
    }

    private static List<Run> runs(TableOfContents table) {
        var runs = new ArrayList<Run>();
        for (var listed : table.entries()) {
            for (var chunk : listed.chunks()) {
                long start = table.start(chunk);
                long end = table.end(chunk);
                if (!runs.isEmpty() && start - runs.getLast().end() <= MAX_GAP_BYTES) {
                    runs.set(runs.size() - 1, new Run(runs.getLast().start(), end));
                } else {
                    runs.add(new Run(start, end));
                }
            }
        }
        return runs;
    }

    /// Stored, of all that is selected with what lies between.
    long wantedBytes() {
        return runs.stream().mapToLong(run -> run.end - run.start).sum();
    }

    /// The stored bytes of a chunk, and perhaps of what comes before the next one.
    ///
    /// @param chunk one that is selected, and no earlier one than before
    InputStream open(Chunk chunk) throws IOException {
        long start = bounds[chunk.index()];
        if (in == null || start >= end || start - position > MAX_GAP_BYTES) {
            begin(start);
        }
        while (position < start) {
            long count = skip(start - position);
            if (count <= 0) {
                throw tooFew();
            }
            position += count;
        }
        return new Stored(bounds[chunk.index() + 1]);
    }

    private void begin(long start) throws IOException {
        close();
        while (runs.get(next).end() <= start) {
            next++;
        }
        end = runs.get(next).end();
        in = parts.open(start, end - start);
        position = start;
    }

    private long skip(long bytes) throws IOException {
        try {
            return current().skip(bytes);
        } catch (EOFException e) {
            throw tooFew(e);
        }
    }

    private InputStream current() {
        if (in == null) {
            throw new IllegalStateException("nothing was opened");
        }
        return in;
    }

    private static IOException tooFew() {
        return new WholeLayerException("fewer bytes came than were asked for");
    }

    /// The end of a file is that of a broken archive to those who read entries.
    private static IOException tooFew(EOFException e) {
        return new IOException("fewer bytes came than were asked for", e);
    }

    @Override
    public void close() throws IOException {
        if (in != null) {
            in.close();
            in = null;
        }
    }

    /// Up to where the next chunk begins.
    private final class Stored extends RunInput {
        private final long stop;

        private Stored(long stop) {
            this.stop = stop;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (position >= stop) {
                return -1;
            }
            try {
                int count = current().read(bytes, offset, (int) Math.min(length, stop - position));
                if (count < 0) {
                    throw tooFew();
                }
                position += count;
                return count;
            } catch (EOFException e) {
                throw tooFew(e);
            }
        }
    }
}
