package org.tidewaiter.image.dispatch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.tidewaiter.image.dispatch.AnchorAutomaton.Cursor;
import org.tidewaiter.image.reader.ClaimedFile.Window;

/// Collects the windows of one file while its bytes go by, in chunks of any size.
public final class AnchorSearch {
    private final AnchorAutomaton automaton;
    private final Bounds bounds;
    private final BitSet owners;
    private final Cursor cursor = new Cursor();
    private final List<Open> windows = new ArrayList<>();
    private final int[] counts;
    private final Map<Budget, Long> held = new HashMap<>();
    private final Set<AnchorAutomaton.Anchor> overflowed = new HashSet<>();
    private int firstUnfilled;
    private byte[] tail = {};
    private long consumed;

    /// All windows of one owner that are of the same size together hold at most [#MAX_HELD] bytes,
    /// or are one window; so large ones do not keep small ones from being opened.
    ///
    /// @param windowBytes of each anchor of each owner
    /// @param maxWindows that one owner is given of one file
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Bounds(int[][] windowBytes, int maxWindows) {
        private static final int MAX_HELD = 64 << 20;
    }

    /// @param owners whose anchors are wanted in this file
    public AnchorSearch(AnchorAutomaton automaton, Bounds bounds, BitSet owners) {
        this.automaton = automaton;
        this.bounds = bounds;
        this.owners = owners;
        this.counts = new int[bounds.windowBytes.length];
    }

    /// Takes the next bytes of the file.
    public void feed(byte[] bytes, int offset, int length) {
        if (!owners.isEmpty()) {
            feed(offset == 0 ? bytes : Arrays.copyOfRange(bytes, offset, offset + length), length);
        }
    }

    /// Takes the next bytes of the file.
    public void feed(byte[] bytes, int length) {
        if (owners.isEmpty()) {
            return;
        }
        for (int i = firstUnfilled; i < windows.size(); i++) {
            windows.get(i).fill(bytes, 0, length);
        }
        cursor.at = 0;
        while (true) {
            var ended = automaton.advance(cursor, bytes, length);
            if (ended.length == 0) {
                break;
            }
            for (int id : ended) {
                open(automaton.anchor(id), bytes, length);
            }
        }
        while (firstUnfilled < windows.size() && windows.get(firstUnfilled).isFull()) {
            firstUnfilled++;
        }
        keepTail(bytes, length);
        consumed += length;
    }

    /// The owner's windows, in the order of the file.
    public List<Window> windows(int owner) {
        return windows.stream()
                .filter(open -> open.anchor.owner() == owner)
                .map(Open::window)
                .sorted(Comparator.comparingLong(Window::offset).thenComparingInt(Window::anchor))
                .toList();
    }

    /// How many windows the owner is given.
    public int count(int owner) {
        return counts[owner];
    }

    /// The owner's anchors, by index, that stood in more places than there was room for.
    public Set<Integer> overflowed(int owner) {
        return overflowed.stream()
                .filter(anchor -> anchor.owner() == owner)
                .map(AnchorAutomaton.Anchor::index)
                .collect(Collectors.toUnmodifiableSet());
    }

    private void open(AnchorAutomaton.Anchor anchor, byte[] bytes, int length) {
        int owner = anchor.owner();
        if (!owners.get(owner)) {
            return;
        }
        int window = bounds.windowBytes[owner][anchor.index()];
        var budget = new Budget(owner, window);
        long wanted = held.getOrDefault(budget, 0L) + window;
        boolean isRoom =
                counts[owner] < bounds.maxWindows
                        && (wanted == window || wanted <= Bounds.MAX_HELD);
        if (!isRoom) {
            overflowed.add(anchor);
            return;
        }
        counts[owner]++;
        held.put(budget, wanted);
        int start = cursor.at - anchor.length();
        var open = new Open(anchor, consumed + start, window);
        if (start < 0) {
            open.fill(tail, tail.length + start, tail.length);
        }
        open.fill(bytes, Math.max(start, 0), length);
        windows.add(open);
    }

    private void keepTail(byte[] bytes, int length) {
        int wanted = Math.max(automaton.longest() - 1, 0);
        if (length >= wanted) {
            tail = Arrays.copyOfRange(bytes, length - wanted, length);
        } else {
            int kept = Math.min(tail.length, wanted - length);
            var joined = Arrays.copyOfRange(tail, tail.length - kept, tail.length + length);
            System.arraycopy(bytes, 0, joined, kept, length);
            tail = joined;
        }
    }

    /// Whose windows of which size are counted together.
    private record Budget(int owner, int windowBytes) {}

    /// Holds what it was given, not what it may: most files end before a large window does.
    private static final class Open {
        private final AnchorAutomaton.Anchor anchor;
        private final long offset;
        private final int wanted;
        private byte[] bytes = {};
        private int filled;

        private Open(AnchorAutomaton.Anchor anchor, long offset, int wanted) {
            this.anchor = anchor;
            this.offset = offset;
            this.wanted = wanted;
        }

        private void fill(byte[] from, int start, int end) {
            int taken = Math.min(end - start, wanted - filled);
            if (filled + taken > bytes.length) {
                int capacity = Math.min(Math.max(filled + taken, 2 * bytes.length), wanted);
                bytes = Arrays.copyOf(bytes, capacity);
            }
            System.arraycopy(from, start, bytes, filled, taken);
            filled += taken;
        }

        private boolean isFull() {
            return filled == wanted;
        }

        private Window window() {
            return new Window(
                    offset,
                    anchor.index(),
                    filled == bytes.length ? bytes : Arrays.copyOf(bytes, filled));
        }
    }
}
