package org.tidewaiter.image.layer;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/// Hashes of one length of some of the files of a layer, side by side. Takes no memory before the
/// first.
final class HashColumn {
    private final int hashBytes;
    private byte[] hashes;
    private final BitSet present;

    HashColumn(int hashBytes) {
        this(hashBytes, new byte[0], new BitSet());
    }

    private HashColumn(int hashBytes, byte[] hashes, BitSet present) {
        this.hashBytes = hashBytes;
        this.hashes = hashes;
        this.present = present;
    }

    /// @param capacity files to have room for
    void set(int file, byte[] hash, int capacity) {
        if ((file + 1) * hashBytes > hashes.length) {
            hashes = Arrays.copyOf(hashes, capacity * hashBytes);
        }
        System.arraycopy(hash, 0, hashes, file * hashBytes, hashBytes);
        present.set(file);
    }

    Optional<byte[]> get(int file) {
        return present.get(file)
                ? Optional.of(Arrays.copyOfRange(hashes, file * hashBytes, (file + 1) * hashBytes))
                : Optional.empty();
    }

    /// One that later changes do not reach, as large as it has to be.
    HashColumn copy() {
        return new HashColumn(
                hashBytes,
                Arrays.copyOf(hashes, present.length() * hashBytes),
                (BitSet) present.clone());
    }

    /// Compares copies.
    @Override
    public boolean equals(Object other) {
        return other instanceof HashColumn column
                && Arrays.equals(hashes, column.hashes)
                && present.equals(column.present);
    }

    @Override
    public int hashCode() {
        return present.hashCode();
    }
}
