package org.tidewaiter.image.merge;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// One walk along a path inside the root, through symbolic links.
final class Walk {
    private static final int MAX_LINKS = 40; // as Linux has it

    private final Deque<String> ahead = new ArrayDeque<>();
    private final Node root;
    private Node at;
    private int links;

    private Walk(Node root) {
        this.root = root;
        this.at = root;
    }

    /// The entry at a path: links in its directories are followed, the last segment is not.
    static Optional<Node> toEntry(Node root, String path) {
        return new Walk(root).walk(path, false);
    }

    /// What a program that opens the path gets.
    static Optional<Node> toTarget(Node root, String path) {
        return new Walk(root).walk(path, true);
    }

    /// @return nothing where the path leads nowhere, or in circles
    private Optional<Node> walk(String path, boolean followLast) {
        pushFront(path);
        while (!ahead.isEmpty()) {
            var segment = ahead.pop();
            if (!at.isDirectory()) {
                return Optional.empty();
            }
            if (segment.equals("..")) {
                at = at.parent == null ? at : at.parent;
                continue;
            }
            var child = at.child(segment);
            if (child == null) {
                return Optional.empty();
            }
            if (child.kind == Node.Kind.SYMLINK && (followLast || !ahead.isEmpty())) {
                if (++links > MAX_LINKS) {
                    return Optional.empty();
                }
                pushFront(child.target);
            } else {
                at = child;
            }
        }
        return Optional.of(at);
    }

    private void pushFront(String path) {
        if (path.startsWith("/")) {
            at = root;
        }
        var segments = path.split("/", -1);
        for (int i = segments.length - 1; i >= 0; i--) {
            if (!segments[i].isEmpty() && !segments[i].equals(".")) {
                ahead.push(segments[i]);
            }
        }
    }
}
