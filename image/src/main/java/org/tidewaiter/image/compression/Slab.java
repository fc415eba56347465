package org.tidewaiter.image.compression;

/// A run of bytes that goes from hand to hand, so that it need not be copied. Whoever has it owns
/// it, and its array goes with it.
final class Slab {
    /// Where the bytes begin: in front of them there is room for what a decoder looks back at.
    static final int START = DeflateDecoder.HISTORY_BYTES;

    byte[] array;

    /// Of the bytes.
    int end = START;

    /// @param size of the bytes at most
    Slab(int size) {
        array = new byte[START + size];
    }

    /// Takes over what another holds, which gets this one's array.
    void swap(Slab other) {
        var mine = array;
        array = other.array;
        end = other.end;
        other.array = mine;
        other.end = START;
    }
}
