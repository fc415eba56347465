package org.tidewaiter.inventory;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tidewaiter.image.merge.MergedTree;
import org.tidewaiter.image.pass.Seen;
import org.tidewaiter.model.FileAccount;
import org.tidewaiter.model.Observation.FilesOwned;
import org.tidewaiter.model.PackageKey;
import org.tidewaiter.model.Presence;

/// Which live package owns which live file. Judged on the merged tree, so it does not matter which
/// layer brought the file and which the list, nor by which of several names the list calls it
/// (`lib/x` or `usr/lib/x`).
final class Ownership {
    private final MergedTree tree;

    /// The packages of the distribution, by the file's own path.
    private final Map<String, PackageKey> distribution = new HashMap<>();

    /// Files of all other packages.
    private final Set<String> others = new HashSet<>();

    /// Directories of other packages that own all that is in them; no slash at the end.
    private final Set<String> directories = new HashSet<>();

    private Ownership(MergedTree tree) {
        this.tree = tree;
    }

    static Ownership of(List<Found> packages, List<Seen> seen, MergedTree tree) {
        var ownership = new Ownership(tree);
        var installed = new HashSet<PackageKey>();
        for (var one : packages) {
            if (one.isLive()) {
                installed.add(one.key());
                installed.add(withoutArchitecture(one.key()));
                ownership.add(one.key(), one.seen().files());
            }
        }
        for (var one : seen) {
            if (one.presence() == Presence.LIVE
                    && one.observation() instanceof FilesOwned(var owner, var files)
                    && installed.contains(owner)) {
                ownership.add(owner, files);
            }
        }
        return ownership;
    }

    static PackageKey withoutArchitecture(PackageKey key) {
        return new PackageKey(key.type(), key.name(), "");
    }

    /// The distribution's package that owns the file at a path, or the file that a link there leads
    /// to.
    ///
    /// @return perhaps without an architecture, if the list does not say it
    Optional<PackageKey> ownerOf(String path) {
        return tree.locate(path)
                .map(distribution::get)
                .or(() -> tree.resolve(path).map(distribution::get));
    }

    FileAccount account(List<Seen> seen) {
        var recognised = new HashSet<String>();
        for (var one : seen) {
            if (one.presence() == Presence.LIVE) {
                tree.locate(one.path()).ifPresent(recognised::add);
            }
        }
        long total = 0;
        long owned = 0;
        long known = 0;
        for (var path : (Iterable<String>) tree.paths()::iterator) {
            total++;
            if (isOwned(path)) {
                owned++;
            } else if (recognised.contains(path)) {
                known++;
            }
        }
        return new FileAccount(total, owned, known);
    }

    private boolean isOwned(String path) {
        if (distribution.containsKey(path) || others.contains(path)) {
            return true;
        }
        int slash = path.lastIndexOf('/');
        while (slash > 0 && !directories.isEmpty()) {
            if (directories.contains(path.substring(0, slash))) {
                return true;
            }
            slash = path.lastIndexOf('/', slash - 1);
        }
        return false;
    }

    /// Where two packages list one file, the first in the order of their lists counts.
    private void add(PackageKey owner, List<String> files) {
        boolean isOfDistribution = Found.isOfDistribution(owner.type());
        for (var file : files) {
            var path = tree.locate(file);
            if (path.isEmpty()) {
                continue;
            }
            if (isOfDistribution) {
                distribution.putIfAbsent(path.get(), owner);
            } else {
                (file.endsWith("/") ? directories : others).add(path.get());
            }
        }
    }
}
