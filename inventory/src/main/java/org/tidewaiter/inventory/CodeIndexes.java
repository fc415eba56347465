package org.tidewaiter.inventory;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tidewaiter.image.pass.Seen;
import org.tidewaiter.model.CodeIndex;
import org.tidewaiter.model.Location;
import org.tidewaiter.model.Observation.CodeSeen;
import org.tidewaiter.model.Presence;
import org.tidewaiter.model.SoftwarePackage;

/// What code stands in the live files in which packages were found.
final class CodeIndexes {
    private CodeIndexes() {}

    /// @return sorted by path
    static List<CodeIndex> of(List<Seen> seen, List<SoftwarePackage> packages) {
        var places =
                packages.stream()
                        .filter(one -> one.presence() == Presence.LIVE)
                        .flatMap(one -> one.locations().stream())
                        .map(Location::path)
                        .collect(Collectors.toSet());
        var byPath = new TreeMap<String, CodeIndex>();
        for (var one : seen) {
            if (one.presence() == Presence.LIVE && one.observation() instanceof CodeSeen code) {
                var path = Found.place(one.path(), code.memberPath());
                if (places.contains(path)) {
                    byPath.put(
                            path,
                            new CodeIndex(path, code.target(), code.complete(), code.names()));
                }
            }
        }
        return List.copyOf(byPath.values());
    }
}
