package org.tidewaiter.image.compression;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// A stream in slabs.
final class StreamSlabs implements Slabs {
    private final InputStream in;
    private Optional<IOException> failure = Optional.empty();

    StreamSlabs(InputStream in) {
        this.in = in;
    }

    @Override
    public boolean fill(Slab slab) throws IOException {
        slab.end = Slab.START;
        while (failure.isEmpty() && slab.end < slab.array.length) {
            try {
                int count = in.read(slab.array, slab.end, slab.array.length - slab.end);
                if (count < 0) {
                    break;
                }
                slab.end += count;
            } catch (IOException e) {
                failure = Optional.of(e);
            }
        }
        if (slab.end == Slab.START && failure.isPresent()) {
            throw failure.get();
        }
        return slab.end > Slab.START;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
