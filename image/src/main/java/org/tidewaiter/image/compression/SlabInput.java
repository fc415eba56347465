package org.tidewaiter.image.compression;

import java.io.IOException;
import org.tidewaiter.image.stream.RunInput;

/// Slabs as a stream. What is skipped is not copied.
final class SlabInput extends RunInput {
    private final Slabs slabs;
    private final Slab slab;
    private int at = Slab.START;
    private boolean ended;

    /// @param slab the first to be filled
    SlabInput(Slabs slabs, Slab slab) {
        this.slabs = slabs;
        this.slab = slab;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        int count = Math.min(length, slab.end - at);
        System.arraycopy(slab.array, at, bytes, offset, count);
        at += count;
        return count;
    }

    @Override
    public long skip(long bytes) throws IOException {
        if (bytes <= 0 || !hasMore()) {
            return 0;
        }
        int count = (int) Math.min(bytes, slab.end - at);
        at += count;
        return count;
    }

    private boolean hasMore() throws IOException {
        if (at == slab.end && !ended) {
            ended = !slabs.fill(slab);
            at = ended ? slab.end : Slab.START;
        }
        return at < slab.end;
    }

    @Override
    public void close() throws IOException {
        slabs.close();
    }
}
