package org.tidewaiter.image.pass;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tidewaiter.image.reader.ClaimedFile;

/// The files of a layer in which readers saw something lately, as these were given them. A hard
/// link mostly comes soon after its file, and is read from here; the layer of any other has to be
/// unpacked once more. Belongs to one thread.
final class HeldFiles {
    private static final int MAX_BYTES = 4 << 20;

    private final Map<String, List<Held>> byPath = new HashMap<>();
    private final Deque<Held> oldestFirst = new ArrayDeque<>();
    private long bytes;

    /// @param number of the entry with the content
    /// @param reader its place in the [ReaderSet]
    /// @param file of which nothing is lent by the pass
    /// @param overflow why not all of it was given
    record Held(int number, int reader, ClaimedFile file, Optional<String> overflow) {
        private long bytes() {
            return file.content().limit()
                    + file.windows().stream().mapToLong(window -> window.bytes().length).sum();
        }
    }

    /// Holds what a reader was given, unless that is large.
    void hold(int number, int reader, ClaimedFile file, Optional<String> overflow) {
        if (file.content().limit() > ContentPass.HEAD_BYTES || !file.companions().isEmpty()) {
            return;
        }
        var own =
                new ClaimedFile(
                        file.path(),
                        file.sizeBytes(),
                        file.mode(),
                        ByteBuffer.wrap(file.head().clone()),
                        file.windows(),
                        file.overflowed(),
                        Map.of());
        var held = new Held(number, reader, own, overflow);
        byPath.computeIfAbsent(file.path(), _ -> new ArrayList<>()).add(held);
        oldestFirst.add(held);
        bytes += held.bytes();
        while (bytes > MAX_BYTES) {
            var oldest = oldestFirst.remove();
            bytes -= oldest.bytes();
            drop(oldest);
        }
    }

    private void drop(Held oldest) {
        byPath.computeIfPresent(
                oldest.file.path(),
                (_, held) -> {
                    held.removeIf(one -> one == oldest);
                    return held.isEmpty() ? null : held;
                });
    }

    /// What is still held of the files that were met under a name.
    List<Held> at(String path) {
        return byPath.getOrDefault(path, List.of());
    }
}
