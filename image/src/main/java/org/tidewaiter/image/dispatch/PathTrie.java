package org.tidewaiter.image.dispatch;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Path patterns of many owners, walked once per path: `*` is any run of characters without a
/// slash, `**` as a whole segment is any number of segments, also none.
///
/// Immutable. The cost of a match grows with the path, not with the number of patterns.
public final class PathTrie {
    private static final String ANY_DEPTH = "**";

    private final Node root = new Node(false);

    private PathTrie() {}

    /// @param patterns those of owner 0, those of owner 1 and so on; without a leading slash
    public static PathTrie of(List<List<String>> patterns) {
        var trie = new PathTrie();
        for (int owner = 0; owner < patterns.size(); owner++) {
            for (var pattern : patterns.get(owner)) {
                trie.add(pattern, owner);
            }
        }
        return trie;
    }

    /// @param path without a leading slash
    /// @return the owners of the patterns that match
    public BitSet match(String path) {
        var active = new ArrayList<Node>();
        var next = new ArrayList<Node>();
        activate(root, active);
        int start = 0;
        while (start <= path.length() && !active.isEmpty()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            step(active, path.substring(start, end), next);
            var swapped = active;
            active = next;
            next = swapped;
            next.clear();
            start = end + 1;
        }
        return owners(active);
    }

    private void add(String pattern, int owner) {
        if (pattern.isEmpty() || pattern.startsWith("/") || pattern.endsWith("/")) {
            throw new IllegalArgumentException("not a path pattern: '" + pattern + "'");
        }
        var node = root;
        for (var segment : pattern.split("/", -1)) {
            node = node.child(segment);
        }
        node.owners.set(owner);
    }

    private static void step(List<Node> active, String segment, List<Node> next) {
        for (var node : active) {
            if (node.loops) {
                activate(node, next);
            }
            var literal = node.literals.get(segment);
            if (literal != null) {
                activate(literal, next);
            }
            if (node.globs != null) {
                activateMatching(node.globs.ofLast(segment), segment, next);
                activateMatching(node.globs.ofAny, segment, next);
            }
        }
    }

    private static void activateMatching(List<Branch> globs, String segment, List<Node> next) {
        for (var branch : globs) {
            if (branch.glob.matches(segment)) {
                activate(branch.node, next);
            }
        }
    }

    private static void activate(Node node, List<Node> active) {
        if (!active.contains(node)) {
            active.add(node);
            if (node.anyDepth != null) {
                activate(node.anyDepth, active);
            }
        }
    }

    private static BitSet owners(List<Node> active) {
        var all = new BitSet();
        for (var node : active) {
            all.or(node.owners);
        }
        return all;
    }

    private record Branch(SegmentGlob glob, Node node) {}

    /// By the character that names have to end in, so that few are tried on each.
    private static final class Globs {
        private static final int BUCKETS = 64;

        private final List<List<Branch>> byLast =
                Stream.<List<Branch>>generate(ArrayList::new).limit(BUCKETS).toList();

        /// Those that say nothing of the end.
        private final List<Branch> ofAny = new ArrayList<>();

        /// What a name may match besides [#ofAny].
        private List<Branch> ofLast(String name) {
            return name.isEmpty()
                    ? List.of()
                    : byLast.get(name.charAt(name.length() - 1) % BUCKETS);
        }

        private Node node(SegmentGlob glob) {
            var alike = glob.suffix().isEmpty() ? ofAny : ofLast(glob.suffix());
            for (var branch : alike) {
                if (branch.glob.equals(glob)) {
                    return branch.node;
                }
            }
            var node = new Node(false);
            alike.add(new Branch(glob, node));
            return node;
        }
    }

    private static final class Node {
        private final boolean loops;
        private final Map<String, Node> literals = new HashMap<>();
        private final BitSet owners = new BitSet();
        private @Nullable Globs globs;
        private @Nullable Node anyDepth;

        private Node(boolean loops) {
            this.loops = loops;
        }

        private Node child(String segment) {
            if (segment.equals(ANY_DEPTH)) {
                if (loops) {
                    return this;
                }
                if (anyDepth == null) {
                    anyDepth = new Node(true);
                }
                return anyDepth;
            }
            if (!SegmentGlob.isGlob(segment)) {
                return literals.computeIfAbsent(segment, _ -> new Node(false));
            }
            if (globs == null) {
                globs = new Globs();
            }
            return globs.node(SegmentGlob.of(segment));
        }
    }
}
