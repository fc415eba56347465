package org.tidewaiter.image.merge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.image.layer.LayerFiles;
import org.tidewaiter.image.merge.Node.Kind;
import org.tidewaiter.model.Gap;
import org.tidewaiter.model.ProblemException;

/// Builds the merged tree, a layer at a time, lowest first.
///
/// Each layer is applied as an engine with overlay file systems does it: whiteouts hide what lower
/// layers brought, whatever stands beside them in their own layer; an entry below a symbolic link
/// of its own layer lands where the link leads, one below a link of a lower layer turns that link
/// into a directory.
///
/// @see "OCI image-spec 1.1, layer.md, Applying Changesets"
public final class Merge {
    private static final String WHITEOUT = ".wh.";
    private static final String WHITEOUT_META = ".wh..wh.";
    private static final String OPAQUE = ".wh..wh..opq";
    private static final int MAX_LINKS = 40;
    private static final int MAX_DEPTH = 1024;

    private final boolean layered;
    private final int maxNodes;
    private final Node root = new Node(0, "", null, Kind.DIRECTORY, 0, Node.NO_FILE);
    private final Map<String, String> names = new HashMap<>();
    private final List<Gap> gaps = new ArrayList<>();
    private final Map<Integer, LayerFiles> layers = new HashMap<>();
    private int nodes;

    private Merge(boolean layered, int maxNodes) {
        this.layered = layered;
        this.maxNodes = maxNodes;
    }

    /// @param maxNodes how many names may be made, over all layers
    public static Merge ofLayers(int maxNodes) {
        return new Merge(true, maxNodes);
    }

    /// Of a plain directory, which is one layer in which every name means itself.
    public static Merge ofDirectory(int maxNodes) {
        return new Merge(false, maxNodes);
    }

    /// @param layer its index in the image
    /// @throws ProblemException if the image has too many files
    public void apply(int layer, LayerFiles files) throws ProblemException {
        layers.put(layer, files);
        for (int file = 0; file < files.count(); file++) {
            var path = files.path(file);
            if (layered && isWhiteout(path)) {
                hide(layer, path);
            }
        }
        for (int file = 0; file < files.count(); file++) {
            if (!(layered && isWhiteout(files.path(file)))) {
                put(layer, files, file);
            }
        }
    }

    public MergedTree tree() {
        return new MergedTree(root, layered, layers);
    }

    /// What could not be applied.
    public List<Gap> gaps() {
        return List.copyOf(gaps);
    }

    /// Whether a path of a layer stands for no file and hides one.
    public static boolean isWhiteout(String path) {
        return lastSegment(path).startsWith(WHITEOUT);
    }

    private void hide(int layer, String path) {
        var name = lastSegment(path);
        var directory = exactly(path.substring(0, path.length() - name.length()));
        if (name.equals(OPAQUE)) {
            if (directory != null) {
                directory.removeAll();
            }
            return;
        }
        if (name.startsWith(WHITEOUT_META)) {
            return; // bookkeeping of AUFS, which engines skip too
        }
        var hidden = name.substring(WHITEOUT.length());
        if (hidden.isEmpty() || hidden.equals(".") || hidden.equals("..")) {
            gap(layer, path, "a whiteout that names no file");
        } else if (directory != null) {
            directory.remove(hidden);
        }
    }

    private @Nullable Node exactly(String path) {
        Node node = root;
        for (var segment : path.split("/", -1)) {
            if (node != null && !segment.isEmpty()) {
                node = node.child(segment);
            }
        }
        return node;
    }

    private void put(int layer, LayerFiles files, int file) throws ProblemException {
        var path = files.path(file);
        var name = lastSegment(path);
        var parent = directoryFor(layer, path.substring(0, path.length() - name.length()));
        if (parent == null) {
            gap(
                    layer,
                    path,
                    "more than %d symbolic links or %d directories lead to it"
                            .formatted(MAX_LINKS, MAX_DEPTH));
            return;
        }
        switch (files.kind(file)) {
            case DIRECTORY -> putDirectory(parent, name, layer, file);
            case FILE -> parent.put(node(name, parent, Kind.FILE, layer, file));
            case OTHER -> parent.put(node(name, parent, Kind.OTHER, layer, file));
            case SYMLINK -> {
                var link = node(name, parent, Kind.SYMLINK, layer, file);
                link.target = files.target(file);
                parent.put(link);
            }
            case HARD_LINK -> putHardLink(parent, name, layer, file, files.target(file));
        }
    }

    private void putDirectory(Node parent, String name, int layer, int file)
            throws ProblemException {
        var present = parent.child(name);
        if (present != null && present.isDirectory()) {
            present.layer = layer;
            present.file = file;
        } else {
            parent.put(node(name, parent, Kind.DIRECTORY, layer, file));
        }
    }

    private void putHardLink(Node parent, String name, int layer, int file, String target)
            throws ProblemException {
        var found = Walk.toEntry(root, target).filter(node -> !node.isDirectory());
        var link = node(name, parent, found.map(node -> node.kind).orElse(Kind.OTHER), layer, file);
        if (found.isPresent()) {
            link.contentLayer = found.get().contentLayer;
            link.contentFile = found.get().contentFile;
            link.target = found.get().target;
        } else {
            var at = parent.path();
            gap(
                    layer,
                    at.isEmpty() ? name : at + "/" + name,
                    "a hard link to '%s', where no file is".formatted(target));
        }
        parent.put(link);
    }

    /// Makes the directories on the way where they are missing.
    private @Nullable Node directoryFor(int layer, String path) throws ProblemException {
        var ahead = new ArrayDeque<String>();
        pushFront(ahead, path);
        var at = root;
        int links = 0;
        int depth = 0;
        while (!ahead.isEmpty()) {
            var segment = ahead.pop();
            if (segment.equals("..")) {
                at = at.parent == null ? at : at.parent;
                depth = Math.max(depth - 1, 0);
                continue;
            }
            var child = at.child(segment);
            if (child != null && child.kind == Kind.SYMLINK && child.layer == layer) {
                if (++links > MAX_LINKS) {
                    return null;
                }
                if (child.target.startsWith("/")) {
                    at = root;
                    depth = 0;
                }
                pushFront(ahead, child.target);
                continue;
            }
            if (++depth > MAX_DEPTH) {
                return null;
            }
            if (child == null || !child.isDirectory()) {
                child = node(segment, at, Kind.DIRECTORY, layer, Node.NO_FILE);
                at.put(child);
            }
            at = child;
        }
        return at;
    }

    private static void pushFront(Deque<String> ahead, String path) {
        var segments = path.split("/", -1);
        for (int i = segments.length - 1; i >= 0; i--) {
            if (!segments[i].isEmpty() && !segments[i].equals(".")) {
                ahead.push(segments[i]);
            }
        }
    }

    private Node node(String name, Node parent, Kind kind, int layer, int file)
            throws ProblemException {
        if (++nodes > maxNodes) {
            throw new ProblemException(
                    "image-too-large",
                    "the image has more than %,d files".formatted(maxNodes),
                    "make sure that the image is what it should be; no usual image is so large");
        }
        var shared = names.computeIfAbsent(name, one -> one);
        return new Node(nodes, shared, parent, kind, layer, file);
    }

    private void gap(int layer, String path, String reason) {
        var where = layered ? OptionalInt.of(layer) : OptionalInt.empty();
        gaps.add(new Gap(path, where, reason));
    }

    private static String lastSegment(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
