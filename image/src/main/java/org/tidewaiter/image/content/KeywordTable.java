package org.tidewaiter.image.content;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tidewaiter.image.reader.Keyword;

/// Keywords of several readers, found together. Immutable.
///
/// Of each keyword two [Five]s are chosen, of which one begins at an even distance from where the
/// search begins. So it is enough to look at every second place, and to ask the [Sieve] whether
/// five bytes can begin there. Of what is left, few are no keywords.
final class KeywordTable {
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /// How many runs of places are sifted before those are compared that are left.
    private static final int SIFTED = 1024;

    private static final int PAIRS = 1 << 14;

    private final Sieve sieve = new Sieve();

    /// By the second and the third of the five bytes, which are always known.
    private final Candidate[][] candidates = new Candidate[PAIRS][];

    private final List<Keyword> keywords = new ArrayList<>();
    private final List<byte[]> texts = new ArrayList<>();
    private final int[] owners;
    private final int[] indexes;
    private final int farthest;

    /// A keyword at a distance before a place.
    ///
    /// @param mask of the four bytes at the place, as far as they are known
    /// @param value what they are
    private record Candidate(int id, int distance, int mask, int value) {}

    /// @param keywordsOfOwners those of owner 0, those of owner 1 and so on
    KeywordTable(List<List<Keyword>> keywordsOfOwners) {
        int count = keywordsOfOwners.stream().mapToInt(List::size).sum();
        owners = new int[count];
        indexes = new int[count];
        int most = 0;
        for (int owner = 0; owner < keywordsOfOwners.size(); owner++) {
            var own = keywordsOfOwners.get(owner);
            for (int index = 0; index < own.size(); index++) {
                int id = keywords.size();
                owners[id] = owner;
                indexes[id] = index;
                keywords.add(own.get(index));
                var text = own.get(index).text().getBytes(StandardCharsets.ISO_8859_1);
                texts.add(own.get(index).ignoresCase() ? lowered(text) : text);
                most = Math.max(most, plant(id, Five.even(texts.get(id))));
                most = Math.max(most, plant(id, Five.odd(texts.get(id))));
            }
        }
        farthest = most;
    }

    /// Is told where keywords stand.
    interface Sink {
        /// @param owner whose keyword
        /// @param index which of the owner's
        /// @param at where it begins
        void found(int owner, int index, int at);
    }

    boolean isEmpty() {
        return owners.length == 0;
    }

    /// Finds the keywords that begin in a part of the bytes, each once, in the order in which they
    /// begin.
    ///
    /// @param limit where the part ends; keywords may go beyond
    /// @param end of the bytes
    /// @return how many keywords were compared
    long find(byte[] bytes, int from, int limit, int end, Sink sink) {
        var search = new Search(bytes, from, limit, end, sink);
        int stop = Math.min(limit + farthest, end - 1);
        int place = from;
        int runs = Math.max(0, Math.min(stop, end - Sieve.READ + 1) - from) / Sieve.RUN;
        var left = new int[Math.min(SIFTED, runs)];
        while (runs > 0) {
            int sifted = Math.min(SIFTED, runs);
            int to = place + sifted * Sieve.RUN;
            int count = sieve.sift(bytes, place, to, left);
            for (int i = 0; i < count; i++) {
                search.compare(left[i]);
                search.compare(left[i] + 2);
                search.compare(left[i] + 4);
                search.compare(left[i] + 6);
            }
            place = to;
            runs -= sifted;
        }
        for (; place < stop; place += 2) {
            search.compare(place);
        }
        return search.end();
    }

    /// One search in a part of bytes. What it finds comes nearly in order, and is put in order
    /// here.
    private final class Search {
        private static final int ID_BITS = 20;

        private final byte[] bytes;
        private final int from;
        private final int limit;
        private final int end;
        private final Sink sink;
        private long compared;

        /// What may not be the next yet, each as its place and its keyword.
        private long[] waiting = {};

        private int count;

        private Search(byte[] bytes, int from, int limit, int end, Sink sink) {
            this.bytes = bytes;
            this.from = from;
            this.limit = limit;
            this.end = end;
            this.sink = sink;
        }

        private void compare(int place) {
            int word = word(place);
            if (sieve.lets(word, word(place + 2))) {
                var some = candidates[pair(word)];
                if (some != null) {
                    compare(some, word, place);
                }
            }
        }

        private void compare(Candidate[] some, int word, int place) {
            compared += some.length;
            for (var one : some) {
                if ((word & one.mask) == one.value) {
                    int at = place - one.distance;
                    if (at >= from && at < limit && stands(one.id, bytes, at, end)) {
                        tell(place - farthest);
                        await(((long) at << ID_BITS) | one.id);
                    }
                }
            }
        }

        /// The four bytes at a place; zeros where there are none.
        private int word(int place) {
            if (place + 4 <= end) {
                return (int) INT.get(bytes, place);
            }
            int word = 0;
            for (int at = place; at < end; at++) {
                word |= (bytes[at] & 0xff) << (8 * (at - place));
            }
            return word;
        }

        private void await(long one) {
            if (count == waiting.length) {
                waiting = Arrays.copyOf(waiting, Math.max(8, 2 * count));
            }
            int at = count++;
            for (; at > 0 && waiting[at - 1] > one; at--) {
                waiting[at] = waiting[at - 1];
            }
            waiting[at] = one;
        }

        /// Tells the sink what begins before a place; nothing will be found there any more.
        private void tell(int before) {
            int told = 0;
            for (; told < count && waiting[told] >> ID_BITS < before; told++) {
                int id = (int) waiting[told] & ((1 << ID_BITS) - 1);
                sink.found(owners[id], indexes[id], (int) (waiting[told] >> ID_BITS));
            }
            count -= told;
            System.arraycopy(waiting, told, waiting, 0, count);
        }

        private long end() {
            tell(Integer.MAX_VALUE);
            return compared;
        }
    }

    private boolean stands(int id, byte[] bytes, int at, int end) {
        var text = texts.get(id);
        if (at + text.length > end) {
            return false;
        }
        boolean ignoresCase = keywords.get(id).ignoresCase();
        for (int i = 0; i < text.length; i++) {
            byte octet = bytes[at + i];
            if ((ignoresCase ? lowered(octet) : octet) != text[i]) {
                return false;
            }
        }
        return true;
    }

    /// @return how far the keyword may begin before the place at which it is found
    private int plant(int id, Five five) {
        sieve.plant(five);
        int mask = 0;
        int value = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            int octet = five.octet(i);
            if (octet >= 0) {
                boolean isFolded = keywords.get(id).ignoresCase() && octet >= 'a' && octet <= 'z';
                mask |= (isFolded ? 0xdf : 0xff) << (8 * i);
                value |= octet << (8 * i);
            }
        }
        int pair = pair(value);
        var others = candidates[pair] == null ? new Candidate[0] : candidates[pair];
        candidates[pair] = Arrays.copyOf(others, others.length + 1);
        candidates[pair][others.length] = new Candidate(id, five.at(), mask, value & mask);
        return five.at();
    }

    private static int pair(int word) {
        return ((word >>> 8) & 0x5f) | ((word >>> 9) & (0x5f << 7));
    }

    private static byte[] lowered(byte[] text) {
        var lowered = text.clone();
        for (int i = 0; i < lowered.length; i++) {
            lowered[i] = lowered(lowered[i]);
        }
        return lowered;
    }

    private static byte lowered(byte octet) {
        return octet >= 'A' && octet <= 'Z' ? (byte) (octet + ('a' - 'A')) : octet;
    }
}
