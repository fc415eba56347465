package org.tidewaiter.checks.clutter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidewaiter.image.merge.MergedTree;
import org.tidewaiter.image.merge.MergedTree.LiveEntry;
import org.tidewaiter.model.Finding;

/// Finds files of the same library in several places: with the same content where the pass worked
/// that out, otherwise with the same name and size.
final class Copies {
    private static final List<String> ARCHIVES = List.of(".jar", ".war", ".dll", ".so", ".dylib");
    private static final String SHARED_OBJECT = ".so.";

    /// Smaller ones are glue and placeholders.
    private static final long LEAST_BYTES = 4_096;

    private static final int MOST = 1_000;
    private static final Comparator<LiveEntry> KEPT_FIRST =
            Comparator.<LiveEntry>comparingInt(entry -> entry.path().length())
                    .thenComparing(LiveEntry::path);

    private final MergedTree tree;
    private final Map<Key, List<LiveEntry>> candidates = new HashMap<>();

    Copies(MergedTree tree) {
        this.tree = tree;
    }

    /// @param identity the digest, or the name
    private record Key(String identity, long sizeBytes) {}

    /// @param entry a file under the first of its names, which no row of the table has
    void see(LiveEntry entry) {
        var name = entry.name();
        if (entry.sizeBytes() >= LEAST_BYTES && isLibrary(name)) {
            var key = new Key(digest(entry).orElse(name), entry.sizeBytes());
            candidates.computeIfAbsent(key, _ -> new ArrayList<>()).add(entry);
        }
    }

    private static boolean isLibrary(String name) {
        return name.contains(SHARED_OBJECT) || ARCHIVES.stream().anyMatch(name::endsWith);
    }

    private Optional<String> digest(LiveEntry entry) {
        return Optional.ofNullable(tree.layers().get(entry.contentLayer()))
                .flatMap(files -> files.digest(entry.contentFile()))
                .map(Object::toString);
    }

    /// One for each library.
    Stream<Finding.Clutter> findings() {
        return candidates.values().stream()
                .filter(copies -> copies.size() > 1)
                .map(copies -> finding(spare(copies), Collections.min(copies, KEPT_FIRST)))
                .sorted(Comparator.comparing(Finding.Clutter::place))
                .limit(MOST);
    }

    /// The paths of all copies that can go.
    Set<String> sparePaths() {
        return candidates.values().stream()
                .flatMap(copies -> spare(copies).stream())
                .map(LiveEntry::path)
                .collect(Collectors.toSet());
    }

    /// All but the one with the shortest path.
    private static List<LiveEntry> spare(List<LiveEntry> copies) {
        return copies.stream().sorted(KEPT_FIRST).skip(1).toList();
    }

    private static Finding.Clutter finding(List<LiveEntry> spare, LiveEntry kept) {
        long bytes = spare.size() * spare.getFirst().sizeBytes();
        var message =
                "%s is here and %s%s"
                        .formatted(
                                spare.getFirst().name(),
                                kept.path(),
                                spare.size() == 1
                                        ? ""
                                        : ", and in %,d more places".formatted(spare.size() - 1));
        return new Finding.Clutter(
                ClutterKind.DUPLICATE_LIBRARY.check(),
                Item.place(spare.getFirst()),
                message,
                bytes);
    }
}
