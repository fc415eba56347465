package org.tidewaiter.image.dispatch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tidewaiter.image.reader.Claims;

/// The anchors of all owners as one Aho-Corasick automaton with every transition filled in, so that
/// a byte costs one table look-up however many anchors there are. Bytes that stand in no anchor
/// share a column. Immutable.
public final class AnchorAutomaton {
    private static final int[] NONE = {};

    private final List<Anchor> anchors = new ArrayList<>();
    private final int[] columnOf = new int[256];
    private final boolean[] leavesStart = new boolean[256];
    private final int columns;
    private final int longest;
    private final int[] next;
    private final int[][] found;

    /// One anchor.
    ///
    /// @param owner who wants it
    /// @param index its place among the owner's anchors
    record Anchor(int owner, int index, int length) {}

    /// @param anchorsOfOwners those of owner 0, those of owner 1 and so on
    public AnchorAutomaton(List<List<Claims.Bytes>> anchorsOfOwners) {
        var patterns = new ArrayList<byte[]>();
        for (int owner = 0; owner < anchorsOfOwners.size(); owner++) {
            var own = anchorsOfOwners.get(owner);
            for (int index = 0; index < own.size(); index++) {
                var bytes = own.get(index).toArray();
                patterns.add(bytes);
                anchors.add(new Anchor(owner, index, bytes.length));
            }
        }
        columns = numberColumns(patterns);
        longest = patterns.stream().mapToInt(bytes -> bytes.length).max().orElse(0);
        int states = 1 + patterns.stream().mapToInt(bytes -> bytes.length).sum();
        next = new int[states * columns];
        found = new int[states][];
        Arrays.fill(found, NONE);
        plant(patterns);
        completeTransitions();
        for (int octet = 0; octet < 256; octet++) {
            leavesStart[octet] = next[columnOf[octet]] != 0;
        }
    }

    Anchor anchor(int id) {
        return anchors.get(id);
    }

    /// The length of the longest anchor; 0 if there are none.
    int longest() {
        return longest;
    }

    /// Walks over bytes until an anchor ends.
    ///
    /// @param cursor where to start and in which state; moved behind the byte that was read last
    /// @return the anchors that end just before the cursor; empty at the end of the bytes
    int[] advance(Cursor cursor, byte[] bytes, int end) {
        int state = cursor.state;
        int at = cursor.at;
        while (at < end) {
            if (state == 0) {
                while (at < end && !leavesStart[bytes[at] & 0xff]) {
                    at++;
                }
                if (at == end) {
                    break;
                }
            }
            state = next[state * columns + columnOf[bytes[at++] & 0xff]];
            if (found[state].length > 0) {
                cursor.state = state;
                cursor.at = at;
                return found[state];
            }
        }
        cursor.state = state;
        cursor.at = at;
        return NONE;
    }

    /// A place in a run of bytes.
    static final class Cursor {
        int state;
        int at;
    }

    private int numberColumns(List<byte[]> patterns) {
        int used = 1;
        for (var pattern : patterns) {
            for (byte octet : pattern) {
                if (columnOf[octet & 0xff] == 0) {
                    columnOf[octet & 0xff] = used++;
                }
            }
        }
        return used;
    }

    private void plant(List<byte[]> patterns) {
        int states = 1;
        for (int id = 0; id < patterns.size(); id++) {
            int state = 0;
            for (byte octet : patterns.get(id)) {
                int edge = state * columns + columnOf[octet & 0xff];
                if (next[edge] == 0) {
                    next[edge] = states++;
                }
                state = next[edge];
            }
            found[state] = with(found[state], new int[] {id});
        }
    }

    private void completeTransitions() {
        var fallback = new int[found.length];
        var queue = new ArrayDeque<Integer>();
        for (int column = 0; column < columns; column++) {
            if (next[column] != 0) {
                queue.add(next[column]);
            }
        }
        while (!queue.isEmpty()) {
            int state = queue.remove();
            found[state] = with(found[state], found[fallback[state]]);
            for (int column = 0; column < columns; column++) {
                int edge = state * columns + column;
                int elsewhere = next[fallback[state] * columns + column];
                if (next[edge] == 0) {
                    next[edge] = elsewhere;
                } else {
                    fallback[next[edge]] = elsewhere;
                    queue.add(next[edge]);
                }
            }
        }
    }

    private static int[] with(int[] some, int[] more) {
        if (more.length == 0) {
            return some;
        }
        var both = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, both, some.length, more.length);
        return both;
    }
}
