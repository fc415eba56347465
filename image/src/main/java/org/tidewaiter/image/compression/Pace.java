package org.tidewaiter.image.compression;

import java.io.IOException;
import java.io.InputStream;

/// How a stream is unpacked, which depends on how long it is: threads and code that is compiled for
/// it are worth their while on long ones only.
enum Pace {
    /// In the thread that reads, by the JDK's decoder.
    AT_ONCE(64 << 10),
    /// Each step in a thread of its own, by the JDK's decoder.
    AHEAD(256 << 10),
    /// Each step in a thread of its own, by [FastDecoder].
    FAST_AHEAD(256 << 10);

    private static final long MIN_AHEAD_BYTES = 1 << 20;

    /// Below, the JDK's decoder is done before the other one is compiled (benchmarks/README.md).
    private static final long MIN_FAST_BYTES = 32 << 20;

    private final int slabSize;

    Pace(int slabSize) {
        this.slabSize = slabSize;
    }

    /// @param storedBytes of the whole stream; negative if nobody knows
    static Pace of(long storedBytes) {
        if (storedBytes >= MIN_FAST_BYTES) {
            return FAST_AHEAD;
        }
        return storedBytes < 0 || storedBytes >= MIN_AHEAD_BYTES ? AHEAD : AT_ONCE;
    }

    DeflateDecoder decoder(InputStream deflated) {
        return this == FAST_AHEAD ? new FastDecoder(deflated) : new PlatformDecoder(deflated);
    }

    /// The same slabs, filled by another thread where that is this pace.
    Slabs ahead(Slabs slabs) {
        return this == AT_ONCE ? slabs : new AheadSlabs(slabs, slabSize);
    }

    /// The same bytes, read by another thread where that is this pace.
    InputStream ahead(InputStream in) {
        return this == AT_ONCE ? in : input(ahead(new StreamSlabs(in)));
    }

    InputStream input(Slabs slabs) {
        return new SlabInput(slabs, new Slab(slabSize));
    }

    /// Reads to the end what nobody else wants to.
    static void drain(InputStream in) throws IOException {
        while (in.skip(Long.MAX_VALUE) > 0 || in.read() >= 0) {
            // until neither gives any more
        }
    }
}
