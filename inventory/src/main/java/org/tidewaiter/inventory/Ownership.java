package org.tidewaiter.inventory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tidewaiter.image.merge.MergedTree;
import org.tidewaiter.image.pass.Seen;
import org.tidewaiter.inventory.account.Owners;
import org.tidewaiter.model.Observation.FileDiverted;
import org.tidewaiter.model.Observation.FilesOwned;
import org.tidewaiter.model.PackageKey;
import org.tidewaiter.model.Presence;
import org.tidewaiter.model.Purl;

/// Which live package owns which live file. Judged on the merged tree, so it does not matter which
/// layer brought the file and which the list, nor by which of several names the list calls it
/// (`lib/x` or `usr/lib/x`).
final class Ownership implements Owners {
    private final MergedTree tree;
    private final Map<PackageKey, Purl> purls;

    /// The packages of the distribution that are installed, by name.
    private final Map<String, Purl> installed = new HashMap<>();

    /// Files of the packages of the distribution.
    private final EntryOwners<PackageKey> distribution = new EntryOwners<>();

    /// Of dpkg, by where the file would be.
    private final Map<String, FileDiverted> diversions = new HashMap<>();

    /// Files of all other packages.
    private final EntryOwners<Purl> others = new EntryOwners<>();

    /// Directories of other packages that own all that is in them; no slash at the end.
    private final Map<String, Purl> directories = new HashMap<>();

    private Ownership(MergedTree tree, Map<PackageKey, Purl> purls) {
        this.tree = tree;
        this.purls = purls;
    }

    /// @param purls of the live packages of the distribution, with and without architecture
    static Ownership of(
            List<Found> packages, Map<PackageKey, Purl> purls, List<Seen> seen, MergedTree tree) {
        var ownership = new Ownership(tree, purls);
        for (var one : seen) {
            if (one.presence() == Presence.LIVE
                    && one.observation() instanceof FileDiverted diverted) {
                ownership.diversions.put(diverted.from(), diverted);
            }
        }
        var installed = new HashSet<PackageKey>();
        var languages = new HashMap<PackageKey, List<Found>>();
        for (var one : packages) {
            if (one.isLive()) {
                installed.add(one.key());
                installed.add(withoutArchitecture(one.key()));
                if (one.isOfDistribution()) {
                    ownership.installed.putIfAbsent(one.key().name(), purls.get(one.key()));
                    ownership.addOfDistribution(one.key(), one.seen().files());
                } else {
                    languages.computeIfAbsent(one.key(), _ -> new ArrayList<>()).add(one);
                    ownership.add(one, one.seen().files());
                }
            }
        }
        for (var one : seen) {
            if (one.presence() == Presence.LIVE
                    && one.observation() instanceof FilesOwned(var owner, var files)
                    && installed.contains(owner)) {
                if (Purl.isKeptInDatabase(owner.type())) {
                    ownership.addOfDistribution(owner, files);
                } else {
                    nearest(one.path(), languages.getOrDefault(owner, List.of()))
                            .ifPresent(found -> ownership.add(found, files));
                }
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
    Optional<PackageKey> keyOfOwner(String path) {
        return distribution
                .of(tree.entry(path))
                .or(() -> distribution.of(tree.resolvedEntry(path)));
    }

    @Override
    public Optional<Purl> ownerOf(String path) {
        var entry = tree.entry(path);
        return distribution
                .of(entry)
                .map(purls::get)
                .or(() -> others.of(entry))
                .or(() -> ownerOfDirectory(path));
    }

    @Override
    public Optional<Purl> installed(String name) {
        return Optional.ofNullable(installed.get(name));
    }

    private Optional<Purl> ownerOfDirectory(String path) {
        int slash = path.lastIndexOf('/');
        while (slash > 0 && !directories.isEmpty()) {
            var owner = directories.get(path.substring(0, slash));
            if (owner != null) {
                return Optional.of(owner);
            }
            slash = path.lastIndexOf('/', slash - 1);
        }
        return Optional.empty();
    }

    /// Several versions of a package of a language can be installed; each has its list beside it.
    private static Optional<Found> nearest(String list, List<Found> packages) {
        var folder = list.substring(0, list.lastIndexOf('/') + 1);
        return packages.stream()
                .filter(one -> one.path().startsWith(folder))
                .findFirst()
                .or(() -> packages.stream().findFirst());
    }

    private void add(Found one, List<String> files) {
        for (var file : files) {
            var owner = one.seen().purl();
            if (file.endsWith("/")) {
                tree.locate(file).ifPresent(path -> directories.putIfAbsent(path, owner));
            } else {
                tree.entry(file).ifPresent(entry -> others.add(owner, entry));
            }
        }
    }

    /// Where two packages list one file, the first in the order of their lists counts.
    private void addOfDistribution(PackageKey owner, List<String> files) {
        for (var file : files) {
            tree.entry(place(file, owner)).ifPresent(entry -> distribution.add(owner, entry));
        }
    }

    private String place(String file, PackageKey owner) {
        var diverted = diversions.get(file);
        return diverted == null || diverted.by().equals(owner.name()) || !owner.type().equals("deb")
                ? file
                : diverted.to();
    }
}
