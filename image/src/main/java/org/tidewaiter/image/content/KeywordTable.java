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
/// Of each keyword four bytes are chosen that are rare in texts. They hold two runs of three bytes,
/// of which one begins at an even distance from where the search begins. So it is enough to look at
/// every second place, and to ask a table of 4 KB whether the three bytes there, five bits of each,
/// are among those of any keyword. Only then are keywords compared.
final class KeywordTable {
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int GRAMS = 1 << 15;
    private static final int WINDOW = 4;

    /// Lower-case letters, the most frequent in English first.
    private static final String FREQUENT = "etaoinsrhldcumfpgwybvkxjqz";

    /// A keyword, as found where a run of three bytes stands.
    private static final int OFFSET_BITS = 8;

    private final long[] grams = new long[GRAMS / Long.SIZE];
    private final int[][] candidates = new int[GRAMS][];
    private final List<Keyword> keywords = new ArrayList<>();
    private final List<byte[]> texts = new ArrayList<>();
    private final int[] owners;
    private final int[] indexes;
    private final int farthest;

    /// @param keywordsOfOwners those of owner 0, those of owner 1 and so on
    KeywordTable(List<List<Keyword>> keywordsOfOwners) {
        int count = keywordsOfOwners.stream().mapToInt(List::size).sum();
        owners = new int[count];
        indexes = new int[count];
        int farthestWindow = 0;
        for (int owner = 0; owner < keywordsOfOwners.size(); owner++) {
            var own = keywordsOfOwners.get(owner);
            for (int index = 0; index < own.size(); index++) {
                int id = keywords.size();
                owners[id] = owner;
                indexes[id] = index;
                keywords.add(own.get(index));
                var text = own.get(index).text().getBytes(StandardCharsets.ISO_8859_1);
                texts.add(own.get(index).ignoresCase() ? lowered(text) : text);
                int window = rarest(texts.get(id));
                plant(id, window);
                plant(id, window + 1);
                farthestWindow = Math.max(farthestWindow, window + 1);
            }
        }
        farthest = farthestWindow;
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

    /// Finds the keywords that begin in a part of the bytes, each once.
    ///
    /// @param limit where the part ends; keywords may go beyond
    /// @param end of the bytes
    /// @return how many keywords were compared
    long find(byte[] bytes, int from, int limit, int end, Sink sink) {
        long compared = 0;
        int stop = Math.min(limit + farthest, end - 1);
        int fast = Math.min(stop, end - 3);
        int at = from;
        for (; at < fast; at += 2) {
            int gram = gram((int) INT.get(bytes, at));
            if ((grams[gram >>> 6] >>> gram & 1) != 0) {
                compared += compare(candidates[gram], bytes, at, from, limit, end, sink);
            }
        }
        for (; at < stop; at += 2) { // where four bytes are no longer there
            int third = at + 2 < end ? bytes[at + 2] << 16 : 0;
            int gram = gram((bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8 | third);
            if ((grams[gram >>> 6] >>> gram & 1) != 0) {
                compared += compare(candidates[gram], bytes, at, from, limit, end, sink);
            }
        }
        return compared;
    }

    private int compare(
            int[] some, byte[] bytes, int place, int from, int limit, int end, Sink sink) {
        for (int one : some) {
            int id = one >>> OFFSET_BITS;
            int at = place - (one & 0xff);
            if (at >= from && at < limit && stands(id, bytes, at, end)) {
                sink.found(owners[id], indexes[id], at);
            }
        }
        return some.length;
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

    /// @param word three bytes, the first lowest, and others that do not matter
    private static int gram(int word) {
        return (word & 0x1f) | (word >>> 3 & 0x3e0) | (word >>> 6 & 0x7c00);
    }

    /// @param at where in the keyword three bytes begin; the last may be beyond its end, and is any
    ///   byte then
    private void plant(int id, int at) {
        var text = texts.get(id);
        int known = (text[at] & 0xff) | (text[at + 1] & 0xff) << 8;
        if (at + 2 < text.length) {
            plant(id, at, gram(known | (text[at + 2] & 0xff) << 16));
        } else {
            for (int any = 0; any < 32; any++) {
                plant(id, at, gram(known | any << 16));
            }
        }
    }

    private void plant(int id, int at, int gram) {
        grams[gram >>> 6] |= 1L << gram;
        var others = candidates[gram] == null ? new int[0] : candidates[gram];
        candidates[gram] = Arrays.copyOf(others, others.length + 1);
        candidates[gram][others.length] = id << OFFSET_BITS | at;
    }

    /// Where the four bytes begin that are presumably the rarest.
    private static int rarest(byte[] text) {
        int best = 0;
        double least = Double.MAX_VALUE;
        for (int at = 0; at + WINDOW <= text.length; at++) {
            double first = frequency(text[at]) * frequency(text[at + 1]) * frequency(text[at + 2]);
            double second = first / frequency(text[at]) * frequency(text[at + 3]);
            if (first + second < least) {
                least = first + second;
                best = at;
            }
        }
        return best;
    }

    private static double frequency(byte octet) {
        int rank = FREQUENT.indexOf(lowered(octet));
        if (rank >= 0) {
            return 1.0 / (8 + rank);
        }
        return octet >= ' ' ? 1.0 / 40 : 1.0 / 8;
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
