package org.tidewaiter.model;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;

/// Names that can be asked for and not listed: of each only a hash of 36 bits is kept, in some 3
/// bytes. A name that was put in is always found; of a million others one may be, in a set of
/// 60,000.
///
/// The hash is FNV-1a of 64 bits over the name in UTF-8, mixed by the finalizer of MurmurHash3, of
/// which the upper bits count.
///
/// A name that stands in a place, as a class in its package, is found there and anywhere: of its
/// hash the upper 24 bits are of the name, the others the lower 12 of that of the place.
///
/// As text it is the first of the hashes in rising order, and of each other its distance from the
/// one before less one, in LEB128, all of it in base64.
public final class NameSet {
    public static final NameSet EMPTY = new NameSet(new long[0]);
    private static final int BITS = 36;
    private static final long PLACE = 0xfff;

    /// In rising order, each once.
    private final long[] hashes;

    private NameSet(long[] hashes) {
        this.hashes = hashes;
    }

    public static NameSet of(Collection<String> names) {
        var set = new Builder();
        names.forEach(name -> set.begin().append(name).add());
        return set.build();
    }

    /// Makes a set out of names that are never whole in memory. Not for several threads.
    public static final class Builder {
        private static final long OFFSET = 0xcbf29ce484222325L;
        private static final long PRIME = 0x100000001b3L;

        private long[] added = new long[16];
        private int count;
        private long state = OFFSET;

        /// Of no name yet.
        public Builder() {}

        /// Begins a name.
        public Builder begin() {
            state = OFFSET;
            return this;
        }

        /// The name as it is so far, to go on from there again.
        public long state() {
            return state;
        }

        /// @param earlier what [#state] gave
        public void resume(long earlier) {
            state = earlier;
        }

        /// Goes on with the name by one byte of UTF-8.
        public void append(byte octet) {
            state = (state ^ (octet & 0xff)) * PRIME;
        }

        public Builder append(String text) {
            long hash = state;
            for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
                hash = (hash ^ (octet & 0xff)) * PRIME;
            }
            state = hash;
            return this;
        }

        /// Adds the name as it is so far. It may go on then, to be another.
        public void add() {
            add(hash());
        }

        /// The name as it is so far, for names that stand in it.
        public long place() {
            return hash() & PLACE;
        }

        /// Adds the name as it is so far, as one that stands in a place.
        ///
        /// @param place what [#place] gave
        public void addIn(long place) {
            add((hash() & ~PLACE) | place);
        }

        private void add(long hash) {
            if (count == added.length) {
                added = Arrays.copyOf(added, 2 * count);
            }
            added[count++] = hash;
        }

        /// How many names were added, those among them that are the same.
        public int count() {
            return count;
        }

        public NameSet build() {
            Arrays.sort(added, 0, count);
            int distinct = 0;
            for (int i = 0; i < count; i++) {
                if (distinct == 0 || added[i] != added[distinct - 1]) {
                    added[distinct++] = added[i];
                }
            }
            count = distinct;
            return new NameSet(Arrays.copyOf(added, distinct));
        }

        private long hash() {
            long mixed = (state ^ state >>> 33) * 0xff51afd7ed558ccdL;
            mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
            return (mixed ^ mixed >>> 33) >>> (Long.SIZE - BITS);
        }
    }

    /// @return nothing if it is not what [#toString] gives
    public static Optional<NameSet> parse(String text) {
        try {
            return ofBytes(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// @return nothing if it is not what [#toBytes] gives
    public static Optional<NameSet> ofBytes(byte[] bytes) {
        var hashes = new long[bytes.length];
        int count = 0;
        long before = -1;
        int at = 0;
        while (at < bytes.length) {
            long distance = 0;
            byte seven = -1;
            for (int shift = 0; seven < 0; shift += 7) {
                if (at == bytes.length || shift > BITS) {
                    return Optional.empty();
                }
                seven = bytes[at++];
                distance |= (seven & 0x7fL) << shift;
            }
            before += distance + 1;
            if (before >> BITS != 0 || (seven == 0 && distance != 0)) {
                return Optional.empty();
            }
            hashes[count++] = before;
        }
        return Optional.of(new NameSet(Arrays.copyOf(hashes, count)));
    }

    public boolean contains(String name) {
        return Arrays.binarySearch(hashes, new Builder().append(name).hash()) >= 0;
    }

    /// Whether a name was put in as one that stands in a place.
    public boolean contains(String name, String place) {
        long hash = new Builder().append(name).hash() & ~PLACE;
        return Arrays.binarySearch(hashes, hash | new Builder().append(place).place()) >= 0;
    }

    /// Whether a name was put in as one that stands in whatever place.
    public boolean containsAnywhere(String name) {
        long hash = new Builder().append(name).hash() & ~PLACE;
        int found = Arrays.binarySearch(hashes, hash);
        int next = found >= 0 ? found : -found - 1;
        return next < hashes.length && (hashes[next] & ~PLACE) == hash;
    }

    public int size() {
        return hashes.length;
    }

    public byte[] toBytes() {
        var out = new ByteArrayOutputStream(hashes.length * 3);
        long before = -1;
        for (long hash : hashes) {
            long distance = hash - before - 1;
            while (distance > 0x7f) {
                out.write((int) ((distance & 0x7f) | 0x80));
                distance >>>= 7;
            }
            out.write((int) distance);
            before = hash;
        }
        return out.toByteArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NameSet set && Arrays.equals(hashes, set.hashes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hashes);
    }

    @Override
    public String toString() {
        return Base64.getEncoder().withoutPadding().encodeToString(toBytes());
    }
}
