package org.tidewaiter.image.compression;

import java.io.IOException;

/// Fails with a [MalformedLayerException] as soon as there are more bytes than there may be.
final class BoundedSlabs implements Slabs {
    private final Slabs slabs;
    private final long maxBytes;
    private long left;

    BoundedSlabs(Slabs slabs, long maxBytes) {
        this.slabs = slabs;
        this.maxBytes = maxBytes;
        this.left = maxBytes;
    }

    @Override
    public boolean fill(Slab slab) throws IOException {
        if (!slabs.fill(slab)) {
            return false;
        }
        if (left == 0) {
            throw new MalformedLayerException(
                    "it unpacks to more than %d bytes".formatted(maxBytes));
        }
        int count = (int) Math.min(left, slab.end - Slab.START);
        slab.end = Slab.START + count;
        left -= count;
        return true;
    }

    @Override
    public void close() throws IOException {
        slabs.close();
    }
}
