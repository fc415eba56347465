package org.tidewaiter.image.pass;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tidewaiter.image.reader.ClaimedFile;

/// The files of a layer in which readers saw something lately, as these were given them, and the
/// hard links to them. A hard link mostly comes soon after its file, and is read from here; the
/// layer of any other has to be unpacked once more. Belongs to one thread.
final class HeldFiles {
    private static final long MAX_BYTES = 4 << 20;

    /// Of all files that links lead to, counted once for each link: so much is read again at most.
    private static final long MAX_LINKED_BYTES = 16 << 20;

    /// What a file takes without its content.
    private static final int OBJECT_BYTES = 512;

    private final Map<String, List<Held>> byPath = new HashMap<>();
    private final Deque<Held> oldestFirst = new ArrayDeque<>();
    private final Map<String, List<Held>> byLink = new LinkedHashMap<>();
    private long bytes;
    private long linkedBytes;

    /// @param number of the entry with the content
    /// @param reader its place in the [ReaderSet]
    /// @param file of which nothing is lent by the pass
    /// @param overflow why not all of it was given
    record Held(int number, int reader, ClaimedFile file, Optional<String> overflow) {
        private long bytes() {
            return OBJECT_BYTES
                    + file.path().length()
                    + file.content().limit()
                    + file.windows().stream()
                            .mapToLong(window -> OBJECT_BYTES + window.bytes().length)
                            .sum();
        }
    }

    /// Holds what a reader was given, unless that is large. Of a name that is taken more than once,
    /// the last content counts.
    void hold(int number, int reader, ClaimedFile file, Optional<String> overflow) {
        if (file.content().limit() > ContentPass.HEAD_BYTES || !file.companions().isEmpty()) {
            return;
        }
        var held = new Held(number, reader, own(file), overflow);
        var files = byPath.computeIfAbsent(file.path(), _ -> new ArrayList<>());
        files.removeIf(one -> one.number != number);
        files.add(held);
        oldestFirst.add(held);
        bytes += held.bytes();
        while (bytes > MAX_BYTES) {
            var oldest = oldestFirst.remove();
            bytes -= oldest.bytes();
            drop(oldest);
        }
    }

    private static ClaimedFile own(ClaimedFile file) {
        return new ClaimedFile(
                file.path(),
                file.sizeBytes(),
                file.mode(),
                ByteBuffer.wrap(file.head().clone()),
                file.windows(),
                file.overflowed(),
                Map.of());
    }

    private void drop(Held oldest) {
        byPath.computeIfPresent(
                oldest.file.path(),
                (_, files) -> {
                    files.removeIf(
                            one -> one.number == oldest.number && one.reader == oldest.reader);
                    return files.isEmpty() ? null : files;
                });
    }

    /// Notes that a name is a hard link. It leads to what has that other name now.
    void link(String path, String target) {
        byLink.remove(path);
        var files = byPath.getOrDefault(target, List.of());
        long more = files.stream().mapToLong(Held::bytes).sum();
        if (!files.isEmpty() && linkedBytes + more <= MAX_LINKED_BYTES) {
            linkedBytes += more;
            byLink.put(path, List.copyOf(files));
        }
    }

    /// What hard links lead to, by their paths.
    Map<String, List<Held>> links() {
        return byLink;
    }
}
