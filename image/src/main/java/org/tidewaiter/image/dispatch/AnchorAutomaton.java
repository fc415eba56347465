package org.tidewaiter.image.dispatch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tidewaiter.image.reader.Claims;

/// The anchors of all owners as one Aho-Corasick automaton with every transition filled in, so that
/// a byte costs at most one table look-up however many anchors there are. Bytes that stand in no
/// anchor share a column.
///
/// Where no anchor is begun, two bytes tell how far the next may begin at the nearest, so that most
/// bytes are never looked at (the skip of Wu and Manber). Immutable.
public final class AnchorAutomaton {
    private static final int[] NONE = {};

    private final List<Anchor> anchors = new ArrayList<>();
    private final int[] columnOf = new int[256];
    private final int columns;
    private final int longest;
    private final Skip skip;
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
        skip = new Skip(patterns);
        int states = 1 + patterns.stream().mapToInt(bytes -> bytes.length).sum();
        next = new int[states * columns];
        found = new int[states][];
        Arrays.fill(found, NONE);
        completeTransitions(plant(patterns));
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
                at = skip.next(bytes, at, end);
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

    /// Passes over bytes at which no anchor begins.
    private static final class Skip {
        private static final int MAX_PREFIX_BYTES = 4;
        private static final int PREFIX_BITS = 16;

        private final int shortest;
        private final int prefixBytes;

        /// By the last two bytes of what would be the beginning of an anchor.
        private final byte[] distances = new byte[1 << 16];

        /// By the hash of the first bytes of an anchor.
        private final boolean[] prefixes = new boolean[1 << PREFIX_BITS];

        private Skip(List<byte[]> patterns) {
            int least = patterns.stream().mapToInt(bytes -> bytes.length).min().orElse(0);
            shortest = Math.min(least, Byte.MAX_VALUE);
            prefixBytes = Math.min(shortest, MAX_PREFIX_BYTES);
            Arrays.fill(distances, (byte) Math.max(shortest - 1, 0));
            for (var pattern : patterns) {
                for (int i = 1; i < shortest; i++) {
                    int pair = pair(pattern, i);
                    distances[pair] = (byte) Math.min(distances[pair], shortest - 1 - i);
                }
                prefixes[prefix(pattern, 0)] = true;
            }
        }

        /// The first place, at or after one, where an anchor may begin. The end comes unsearched.
        private int next(byte[] bytes, int from, int end) {
            int farthest = shortest - 1;
            if (farthest < 1) {
                return from;
            }
            int last = from + farthest;
            while (last < end) {
                int distance = distances[pair(bytes, last)];
                if (distance == farthest) {
                    last += farthest; // on its own, so that no load has to be waited for
                } else if (distance > 0) {
                    last += distance;
                } else if (prefixes[prefix(bytes, last - farthest)]) {
                    break;
                } else {
                    last++;
                }
            }
            return last - farthest;
        }

        private static int pair(byte[] bytes, int second) {
            return ((bytes[second - 1] & 0xff) << 8) | (bytes[second] & 0xff);
        }

        private int prefix(byte[] bytes, int start) {
            int word = 0;
            for (int i = start; i < start + prefixBytes; i++) {
                word = word << 8 | (bytes[i] & 0xff);
            }
            return (word * 0x9e3779b1) >>> (Integer.SIZE - PREFIX_BITS);
        }
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

    /// The states that begin an anchor, as a tree: of each its latest child, the sibling before it,
    /// and the column that leads to it.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Tree(int[] child, int[] sibling, int[] column) {}

    private Tree plant(List<byte[]> patterns) {
        var tree = new Tree(new int[found.length], new int[found.length], new int[found.length]);
        int states = 1;
        for (int id = 0; id < patterns.size(); id++) {
            int state = 0;
            for (byte octet : patterns.get(id)) {
                int column = columnOf[octet & 0xff];
                int edge = state * columns + column;
                if (next[edge] == 0) {
                    tree.column[states] = column;
                    tree.sibling[states] = tree.child[state];
                    tree.child[state] = states;
                    next[edge] = states++;
                }
                state = next[edge];
            }
            found[state] = with(found[state], new int[] {id});
        }
        return tree;
    }

    /// Breadth first: where a state does not go on, it goes on as the state of its longest ending
    /// does.
    private void completeTransitions(Tree tree) {
        var ending = new int[found.length];
        var queue = new int[found.length];
        int queued = 1; // the start
        for (int done = 0; done < queued; done++) {
            int state = queue[done];
            int row = state * columns;
            if (state != 0) {
                found[state] = with(found[state], found[ending[state]]);
                System.arraycopy(next, ending[state] * columns, next, row, columns);
            }
            for (int child = tree.child[state]; child != 0; child = tree.sibling[child]) {
                ending[child] = state == 0 ? 0 : next[row + tree.column[child]];
                next[row + tree.column[child]] = child;
                queue[queued++] = child;
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
