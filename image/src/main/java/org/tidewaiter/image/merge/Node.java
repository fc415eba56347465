package org.tidewaiter.image.merge;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One name in the merged tree.
final class Node {
    /// Of a directory that no entry describes.
    static final int NO_FILE = -1;

    enum Kind {
        DIRECTORY,
        FILE,
        SYMLINK,
        OTHER
    }

    /// Of all that were made for a tree, from 0.
    final int number;

    final String name;
    final @Nullable Node parent;
    final Kind kind;
    int layer;
    int file;

    /// Where the bytes of a file are: its own entry, or the one that a hard link leads to.
    int contentLayer;

    int contentFile;

    /// As written, for a symbolic link.
    String target = "";

    private @Nullable SortedMap<String, Node> children;

    Node(int number, String name, @Nullable Node parent, Kind kind, int layer, int file) {
        this.number = number;
        this.name = name;
        this.parent = parent;
        this.kind = kind;
        this.layer = layer;
        this.file = file;
        this.contentLayer = layer;
        this.contentFile = file;
    }

    boolean isDirectory() {
        return kind == Kind.DIRECTORY;
    }

    boolean isHardLink() {
        return kind == Kind.FILE && (contentLayer != layer || contentFile != file);
    }

    @Nullable Node child(String name) {
        return children == null ? null : children.get(name);
    }

    SortedMap<String, Node> children() {
        return children == null ? Collections.emptySortedMap() : children;
    }

    void put(Node child) {
        if (children == null) {
            children = new TreeMap<>();
        }
        children.put(child.name, child);
    }

    void remove(String name) {
        if (children != null) {
            children.remove(name);
        }
    }

    void removeAll() {
        children = null;
    }

    /// The names from the root to this, with slashes between them.
    String path() {
        int length = 0;
        for (var node = this; node.parent != null; node = node.parent) {
            length += node.name.length() + 1;
        }
        if (length == 0) {
            return "";
        }
        var path = new char[length];
        int from = length;
        for (var node = this; node.parent != null; node = node.parent) {
            from -= node.name.length() + 1;
            path[from] = '/';
            node.name.getChars(0, node.name.length(), path, from + 1);
        }
        return new String(path, 1, length - 1);
    }
}
