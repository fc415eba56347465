package org.tidewaiter.checks.host.live;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Paths of a system whose files lie in a folder: a symbolic link in it leads to where it would
/// lead that system, and never out of the folder.
///
/// @see "openat2(2), RESOLVE_IN_ROOT"
record RootedPath(Path root) {
    private static final int MAX_LINKS = 40;

    /// @param path of the host, from `/`
    /// @param followLast whether the last name is followed if it is a symbolic link
    /// @return where that lies here; it need not exist
    /// @throws FileSystemLoopException beyond 40 links
    Path resolve(String path, boolean followLast) throws IOException {
        var left = new ArrayDeque<>(names(path));
        var reached = new ArrayDeque<String>();
        int links = 0;
        while (!left.isEmpty()) {
            var name = left.pop();
            if (name.equals("..")) {
                reached.pollLast();
                continue;
            }
            reached.add(name);
            var here = place(reached);
            boolean isFollowed = followLast || !left.isEmpty();
            if (!isFollowed || !Files.isSymbolicLink(here)) {
                continue;
            }
            links++;
            if (links > MAX_LINKS) {
                throw new FileSystemLoopException(path);
            }
            var target = Files.readSymbolicLink(here).toString();
            if (target.startsWith("/")) {
                reached.clear();
            } else {
                reached.removeLast();
            }
            names(target).reversed().forEach(left::push);
        }
        return place(reached);
    }

    private Path place(Deque<String> names) {
        var place = root;
        for (var name : names) {
            place = place.resolve(name);
        }
        return place;
    }

    private static List<String> names(String path) {
        return List.of(path.split("/", -1)).stream()
                .filter(name -> !name.isEmpty() && !name.equals("."))
                .toList();
    }
}
