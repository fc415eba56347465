package org.tidewaiter.inventory;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.tidewaiter.image.merge.MergedTree;
import org.tidewaiter.image.pass.Seen;
import org.tidewaiter.inventory.debian.CopyrightReader;
import org.tidewaiter.model.Observation.LicencesSeen;
import org.tidewaiter.model.PackageKey;
import org.tidewaiter.model.Presence;

/// Licences that live files state for packages which other files list.
final class StatedLicences {
    private final MergedTree tree;
    private final Map<PackageKey, Set<String>> byPackage = new HashMap<>();
    private final Map<String, List<String>> byPath = new HashMap<>();

    private StatedLicences(MergedTree tree) {
        this.tree = tree;
    }

    static StatedLicences of(List<Seen> seen, MergedTree tree) {
        var licences = new StatedLicences(tree);
        for (var one : seen) {
            if (one.presence() == Presence.LIVE
                    && one.observation() instanceof LicencesSeen(var owner, var stated)) {
                licences.byPackage.computeIfAbsent(owner, _ -> new TreeSet<>()).addAll(stated);
                tree.resolve(one.path()).ifPresent(path -> licences.byPath.put(path, stated));
            }
        }
        return licences;
    }

    /// @return sorted, without repetition
    Collection<String> of(PackageKey key) {
        var stated = new TreeSet<String>();
        stated.addAll(byPackage.getOrDefault(key, Set.of()));
        stated.addAll(byPackage.getOrDefault(Ownership.withoutArchitecture(key), Set.of()));
        if (stated.isEmpty() && key.type().equals("deb")) {
            // packages of one source share a folder of documentation through a link
            tree.resolve(CopyrightReader.pathOf(key.name()))
                    .ifPresent(path -> stated.addAll(byPath.getOrDefault(path, List.of())));
        }
        return stated;
    }
}
