package org.tidewaiter.image.merge;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.tidewaiter.image.layer.Attributes;
import org.tidewaiter.image.layer.LayerFiles;
import org.tidewaiter.image.tar.Entry;
import org.tidewaiter.image.tar.FileCapabilities;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Presence;
import org.tidewaiter.model.Sha1;

/// The file system that a container started from the image would have. Paths have no leading slash
/// when given out, and may have one when asked for.
///
/// Not changed after it was built, so any thread may read it.
public final class MergedTree {
    private final Node root;
    private final boolean layered;
    private final SortedMap<Integer, LayerFiles> layers;

    /// @param layers by their index
    MergedTree(Node root, boolean layered, Map<Integer, LayerFiles> layers) {
        this.root = root;
        this.layered = layered;
        this.layers = Collections.unmodifiableSortedMap(new TreeMap<>(layers));
    }

    /// A regular file under one of its names.
    ///
    /// @param layer that brought the name; nothing for a directory source
    /// @param sizeBytes of its content
    /// @param digest SHA-256 of its content; nothing where the pass was not asked for it, or has
    ///   not read the file
    /// @param sha1 likewise
    public record RegularFile(
            String path,
            OptionalInt layer,
            long sizeBytes,
            Optional<Digest> digest,
            Optional<Sha1> sha1) {}

    /// Any live name, with who may do what with it. A hard link has what the file has that it leads
    /// to.
    ///
    /// @param layer that brought the name; nothing for a directory source
    /// @param kind a hard link is a file
    /// @param sizeBytes of a file's content
    /// @param attributes nothing for a directory that no layer describes
    /// @param capabilities of a program; nothing where the source does not say
    /// @param contentLayer the layer that has the file's bytes
    /// @param contentFile the number of the entry that has them
    public record LiveEntry(
            String path,
            OptionalInt layer,
            Entry.Kind kind,
            long sizeBytes,
            Optional<Attributes> attributes,
            Optional<FileCapabilities> capabilities,
            int contentLayer,
            int contentFile) {
        public boolean isFile() {
            return kind == Entry.Kind.FILE;
        }

        public boolean isDirectory() {
            return kind == Entry.Kind.DIRECTORY;
        }

        /// The last segment of the path.
        public String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    /// A live name that leads to a file.
    ///
    /// @param targetPath where the file is: the name itself unless that is a symbolic link
    /// @param isHardLink the file's bytes came with another entry
    /// @param contentLayer the layer that has the bytes
    /// @param contentFile the number of the entry that has the bytes
    public record Name(
            String path, String targetPath, boolean isHardLink, int contentLayer, int contentFile) {

        public boolean isSymlink() {
            return !path.equals(targetPath);
        }

        public boolean isLink() {
            return isHardLink || isSymlink();
        }
    }

    /// The files of each layer by its index, lowest first.
    public SortedMap<Integer, LayerFiles> layers() {
        return layers;
    }

    /// Every live name, a directory before what is in it, in the order of their segments.
    public Stream<LiveEntry> entries() {
        return all(root).map(this::entry);
    }

    /// What a program gets that opens the path, a directory perhaps.
    ///
    /// @return nothing where the path leads nowhere or in circles
    public Optional<LiveEntry> target(String path) {
        return Walk.toTarget(root, path).map(this::entry);
    }

    private LiveEntry entry(Node node) {
        int layer = node.isDirectory() ? node.layer : node.contentLayer;
        int file = node.isDirectory() ? node.file : node.contentFile;
        var files = layers.getOrDefault(layer, LayerFiles.NONE);
        boolean isDescribed = file != Node.NO_FILE;
        return new LiveEntry(
                node.path(),
                layered ? OptionalInt.of(node.layer) : OptionalInt.empty(),
                kind(node),
                node.kind == Node.Kind.FILE ? files.sizeBytes(file) : 0,
                isDescribed ? Optional.of(files.attributes(file)) : Optional.empty(),
                isDescribed ? files.capabilities(file) : Optional.empty(),
                layer,
                file);
    }

    private static Entry.Kind kind(Node node) {
        return switch (node.kind) {
            case FILE -> Entry.Kind.FILE;
            case DIRECTORY -> Entry.Kind.DIRECTORY;
            case SYMLINK -> Entry.Kind.SYMLINK;
            case OTHER -> Entry.Kind.OTHER;
        };
    }

    /// Every live name that is not a directory, in the order of its segments.
    public Stream<String> paths() {
        return nodes(root).map(Node::path);
    }

    /// How many `paths()` there are.
    public long count() {
        return nodes(root).count();
    }

    /// Every live name of a regular file, in the order of `paths()`. A symbolic link is none.
    public Stream<RegularFile> regularFiles() {
        return nodes(root).filter(node -> node.kind == Node.Kind.FILE).map(this::regularFile);
    }

    private RegularFile regularFile(Node node) {
        var files = layers.getOrDefault(node.contentLayer, LayerFiles.NONE);
        return new RegularFile(
                node.path(),
                layered ? OptionalInt.of(node.layer) : OptionalInt.empty(),
                files.sizeBytes(node.contentFile),
                files.digest(node.contentFile),
                files.sha1(node.contentFile));
    }

    /// Whether there is a regular file (perhaps a hard link) with exactly this name, without
    /// following a symbolic link.
    public boolean isLiveFile(String path) {
        return exactly(path).filter(node -> node.kind == Node.Kind.FILE).isPresent();
    }

    /// Follows every symbolic link: what a program gets that opens the path.
    ///
    /// @return the file's or directory's own path; nothing where the path leads nowhere or in
    ///   circles
    public Optional<String> resolve(String path) {
        return Walk.toTarget(root, path).map(Node::path);
    }

    /// Follows the symbolic links in the directories but not a link at the end: the one true name
    /// of what others may call `lib/x` and `usr/lib/x`.
    ///
    /// @return nothing where the path leads nowhere or in circles
    public Optional<String> locate(String path) {
        return Walk.toEntry(root, path).map(Node::path);
    }

    /// The number of the entry that `locate` finds, by which it can be remembered in less memory
    /// than by its path. No other entry of this tree has it; in another tree it says nothing.
    ///
    /// @return 0 or more; nothing where the path leads nowhere or in circles
    public OptionalInt entry(String path) {
        return number(Walk.toEntry(root, path));
    }

    /// The number (see `entry`) of what `resolve` finds.
    public OptionalInt resolvedEntry(String path) {
        return number(Walk.toTarget(root, path));
    }

    private static OptionalInt number(Optional<Node> node) {
        return node.isPresent() ? OptionalInt.of(node.get().number) : OptionalInt.empty();
    }

    /// The layer that brought the entry at a path (see `locate`); nothing for a directory source.
    public OptionalInt layerOf(String path) {
        var node = Walk.toEntry(root, path);
        return layered && node.isPresent() ? OptionalInt.of(node.get().layer) : OptionalInt.empty();
    }

    /// What became of an entry of a layer.
    public Presence presence(int layer, int file, String path) {
        var now = Walk.toEntry(root, path);
        if (now.filter(node -> node.layer == layer && node.file == file).isPresent()) {
            return Presence.LIVE;
        }
        var node = root;
        for (var segment : path.split("/", -1)) {
            if (!node.isDirectory()) {
                return Presence.SHADOWED;
            }
            var child = node.child(segment);
            if (child == null) {
                return Presence.DELETED;
            }
            node = child;
        }
        return Presence.SHADOWED;
    }

    /// Every live link that leads to a file, in the order of `paths()`.
    public Stream<Name> links() {
        return nodes(root)
                .filter(node -> node.kind == Node.Kind.SYMLINK || node.isHardLink())
                .flatMap(node -> name(node).stream());
    }

    /// The file that a program gets that opens the path.
    ///
    /// @return its own name; nothing where the path leads to no file
    public Optional<Name> file(String path) {
        return Walk.toTarget(root, path).flatMap(this::name);
    }

    /// Every live name below a directory that leads to a file, in the order of `paths()`.
    ///
    /// @param directory its own path, see `resolve`
    public Stream<Name> namesBelow(String directory) {
        return Walk.toEntry(root, directory).stream()
                .flatMap(this::nodes)
                .flatMap(node -> name(node).stream());
    }

    private Optional<Name> name(Node node) {
        var path = node.path();
        var target = node.kind == Node.Kind.SYMLINK ? Walk.toTarget(root, path) : Optional.of(node);
        return target.filter(file -> file.kind == Node.Kind.FILE)
                .map(file ->
                        new Name(
                                path,
                                file.path(),
                                node.isHardLink(),
                                file.contentLayer,
                                file.contentFile));
    }

    private Optional<Node> exactly(String path) {
        return Walk.toEntry(root, path)
                .filter(node ->
                        node.path().equals(path.startsWith("/") ? path.substring(1) : path));
    }

    private Stream<Node> nodes(Node top) {
        return all(top).filter(node -> !node.isDirectory());
    }

    private Stream<Node> all(Node top) {
        var iterator = new Below(top);
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        iterator, Spliterator.ORDERED | Spliterator.NONNULL),
                false);
    }

    /// Walks without recursion, since a path may be very deep.
    private static final class Below implements Iterator<Node> {
        private final Deque<Iterator<Node>> open = new ArrayDeque<>();
        private Optional<Node> ready = Optional.empty();

        private Below(Node top) {
            open.push(top.children().values().iterator());
        }

        @Override
        public boolean hasNext() {
            while (ready.isEmpty() && !open.isEmpty()) {
                var deepest = open.peek();
                if (!deepest.hasNext()) {
                    open.pop();
                    continue;
                }
                var node = deepest.next();
                if (node.isDirectory()) {
                    open.push(node.children().values().iterator());
                }
                ready = Optional.of(node);
            }
            return ready.isPresent();
        }

        @Override
        public Node next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            var node = ready.orElseThrow();
            ready = Optional.empty();
            return node;
        }
    }
}
