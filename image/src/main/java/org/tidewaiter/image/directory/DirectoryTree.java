package org.tidewaiter.image.directory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.image.tar.Entry;
import org.tidewaiter.image.tar.Entry.Kind;
import org.tidewaiter.image.tar.EntryStream;

/// The entries of a directory on disk, or of one that has a single file alone, each folder before
/// what is in it, in the order of their names. No symbolic link is followed, nothing but regular
/// files is opened, and other file systems mounted below (`/proc`, say) are named but not entered.
/// What cannot be read is said in its entry.
public final class DirectoryTree implements EntryStream {
    private static final int MAX_DEPTH = 512;

    private final long device;
    private final Deque<Iterator<Child>> folders = new ArrayDeque<>();
    private InputStream content = InputStream.nullInputStream();
    private Optional<Path> current = Optional.empty();

    /// @param path inside the root
    private record Child(String path, Path file) {}

    public DirectoryTree(Path root) throws IOException {
        var start = root.toRealPath();
        device = FileStatus.of(start).device();
        folders.push(
                (Files.isDirectory(start) ? children("", start) : List.of(alone(start)))
                        .iterator());
    }

    @Override
    public Optional<Entry> next() throws IOException {
        content.close();
        content = InputStream.nullInputStream();
        current = Optional.empty();
        while (!folders.isEmpty()) {
            var folder = folders.peek();
            if (!folder.hasNext()) {
                folders.pop();
                continue;
            }
            var child = folder.next();
            try {
                return Optional.of(entry(child, FileStatus.of(child.file())));
            } catch (FileSystemException e) {
                // it went away after its folder was listed, or was never to be seen
                return Optional.of(unreadable(child, e));
            }
        }
        return Optional.empty();
    }

    private Entry entry(Child child, FileStatus status) throws IOException {
        var oddity =
                switch (status.kind()) {
                    case DIRECTORY -> enter(child, status);
                    case FILE -> unreadable(child.file());
                    case SYMLINK, HARD_LINK, OTHER -> Optional.<String>empty();
                };
        boolean readable = status.kind() == Kind.FILE && oddity.isEmpty();
        current = readable ? Optional.of(child.file()) : Optional.empty();
        return new Entry(
                child.path(),
                status.kind(),
                readable ? status.sizeBytes() : 0,
                status.mode() & 07777,
                status.uid(),
                status.gid(),
                status.kind() == Kind.SYMLINK ? text(Files.readSymbolicLink(child.file())) : "",
                Optional.empty(), // Java reads no attributes of the namespace `security`
                oddity);
    }

    /// @return why it was not entered
    private Optional<String> enter(Child child, FileStatus status) throws IOException {
        if (status.device() != device) {
            return Optional.of("another file system is mounted here, and is not read");
        }
        if (folders.size() == MAX_DEPTH) {
            return Optional.of("more than %d folders deep, and is not read".formatted(MAX_DEPTH));
        }
        try {
            folders.push(children(child.path() + "/", child.file()).iterator());
            return Optional.empty();
        } catch (AccessDeniedException _) {
            return Optional.of("this folder may not be read");
        }
    }

    private static Optional<String> unreadable(Path file) {
        return Files.isReadable(file) ? Optional.empty() : Optional.of("this file may not be read");
    }

    private static Entry unreadable(Child child, FileSystemException e) {
        var reason = e.getReason() == null ? "it went away" : e.getReason();
        return new Entry(
                child.path(),
                Kind.OTHER,
                0,
                0,
                0,
                0,
                "",
                Optional.empty(),
                Optional.of("not read: " + reason));
    }

    private static Child alone(Path file) {
        return new Child(text(file.getFileName()), file);
    }

    private static List<Child> children(String prefix, Path folder) throws IOException {
        var children = new ArrayList<Child>();
        try (var listing = Files.newDirectoryStream(folder)) {
            for (var file : listing) {
                children.add(new Child(prefix + text(file.getFileName()), file));
            }
        }
        children.sort(Comparator.comparing(Child::path));
        return children;
    }

    /// The path's own bytes as UTF-8, whatever the locale is: only its URI tells them.
    private static String text(Path path) {
        var text = path.toString();
        if (text.chars().allMatch(c -> c < 128 && c != '?')) {
            return text;
        }
        var absolute = Path.of("/").resolve(path).toUri().getPath();
        return path.isAbsolute() ? absolute : absolute.substring(1);
    }

    @Override
    public InputStream content() throws IOException {
        if (current.isPresent()) {
            content = new FileBytes(current.get());
            current = Optional.empty();
        }
        return content;
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
