package org.tidewaiter.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tidewaiter.image.pass.Seen;
import org.tidewaiter.model.CodeIndex;
import org.tidewaiter.model.Gap;
import org.tidewaiter.model.Location;
import org.tidewaiter.model.Observation.CodeSeen;
import org.tidewaiter.model.Presence;
import org.tidewaiter.model.SoftwarePackage;

/// What code stands in the live files in which packages were found.
///
/// @param kept sorted by path
/// @param gap where there was more than is kept
record CodeIndexes(List<CodeIndex> kept, Optional<Gap> gap) {

    /// Names of a whole image.
    private static final int MAX_NAMES = 8_000_000;

    static CodeIndexes of(List<Seen> seen, List<SoftwarePackage> packages) {
        return of(seen, packages, MAX_NAMES);
    }

    /// @param maxNames of all files together; one that would be beyond it is left out whole
    static CodeIndexes of(List<Seen> seen, List<SoftwarePackage> packages, int maxNames) {
        var kept = new ArrayList<CodeIndex>();
        var left = new ArrayList<String>();
        int room = maxNames;
        for (var index : all(seen, packages).values()) {
            if (index.names().size() <= room) {
                kept.add(index);
                room -= index.names().size();
            } else {
                left.add(index.path());
            }
        }
        return new CodeIndexes(List.copyOf(kept), gap(left, maxNames));
    }

    private static TreeMap<String, CodeIndex> all(List<Seen> seen, List<SoftwarePackage> packages) {
        var places =
                packages.stream()
                        .filter(one -> one.presence() == Presence.LIVE)
                        .flatMap(one -> one.locations().stream())
                        .map(Location::path)
                        .map(CodeIndex::pathFor)
                        .collect(Collectors.toSet());
        var byPath = new TreeMap<String, CodeIndex>();
        for (var one : seen) {
            if (one.presence() == Presence.LIVE && one.observation() instanceof CodeSeen code) {
                var path = Found.place(one.path(), code.memberPath());
                if (places.contains(path)) {
                    byPath.merge(
                            path,
                            new CodeIndex(path, code.target(), code.complete(), code.names()),
                            (first, _) -> incomplete(first));
                }
            }
        }
        return byPath;
    }

    /// Of two archives of one name in another nobody can tell which is used.
    private static CodeIndex incomplete(CodeIndex index) {
        return new CodeIndex(index.path(), index.target(), false, index.names());
    }

    private static Optional<Gap> gap(List<String> left, int maxNames) {
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Gap(
                                left.getFirst(),
                                OptionalInt.empty(),
                                "code: more than "
                                        + maxNames
                                        + " names of functions and classes in the image; files"
                                        + " whose names are not kept: "
                                        + left.size()));
    }
}
