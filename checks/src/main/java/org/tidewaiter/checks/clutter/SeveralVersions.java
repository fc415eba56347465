package org.tidewaiter.checks.clutter;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.tidewaiter.image.merge.MergedTree;
import org.tidewaiter.image.merge.MergedTree.LiveEntry;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.Location;
import org.tidewaiter.model.PackageRole;
import org.tidewaiter.model.Place;
import org.tidewaiter.model.Presence;
import org.tidewaiter.model.SoftwarePackage;

/// Finds libraries that are installed in several versions.
final class SeveralVersions {
    /// Where a program usually has one version of a library. A distribution has as many as its
    /// package manager allows, and what is built into programs cannot be taken out of them.
    private static final Set<String> ECOSYSTEMS =
            Set.of("maven", "pypi", "npm", "gem", "nuget", "composer");

    private static final List<String> ARCHIVES = List.of(".jar", ".war", ".dll", ".nupkg");
    private static final int MOST = 1_000;

    private final List<SoftwarePackage> packages;
    private final MergedTree tree;
    private final Predicate<LiveEntry> isCounted;

    /// How many packages are in the file at a path: what was shaded into another archive cannot be
    /// taken out.
    private final Map<String, Long> packagesByPath;

    /// @param isCounted whether a file already belongs to another finding
    SeveralVersions(Inventory inventory, MergedTree tree, Predicate<LiveEntry> isCounted) {
        this.packages = inventory.livePackages();
        this.tree = tree;
        this.isCounted = isCounted;
        this.packagesByPath =
                packages.stream()
                        .flatMap(one -> one.locations().stream())
                        .collect(
                                Collectors.groupingBy(
                                        location -> location.path(), Collectors.counting()));
    }

    /// One for each library. Its bytes are those of the archives and folders that hold all versions
    /// but the newest, as far as they hold nothing else; none where that is not known.
    List<Finding.Clutter> findings() {
        Map<String, List<SoftwarePackage>> byName =
                packages.stream()
                        .filter(SeveralVersions::isInstalled)
                        .collect(
                                Collectors.groupingBy(
                                        one -> one.purl().type() + " " + one.ecosystemName(),
                                        TreeMap::new,
                                        Collectors.toList()));
        var several = byName.values().stream().filter(same -> versions(same).size() > 1).toList();
        if (several.isEmpty()) {
            return List.of();
        }
        var folders =
                new PackageFolders(
                        packages.stream().filter(SeveralVersions::isInstalled).toList(),
                        tree,
                        isCounted);
        return several.stream().limit(MOST).map(same -> finding(same, folders)).toList();
    }

    private static boolean isInstalled(SoftwarePackage one) {
        return ECOSYSTEMS.contains(one.purl().type())
                && !one.declared()
                && one.role() == PackageRole.SOFTWARE;
    }

    private static List<String> versions(List<SoftwarePackage> same) {
        return same.stream()
                .map(SoftwarePackage::version)
                .distinct()
                .sorted(VersionLook.OLDEST_FIRST)
                .toList();
    }

    private Finding.Clutter finding(List<SoftwarePackage> same, PackageFolders folders) {
        var versions = versions(same);
        var older = same.stream().filter(one -> !one.version().equals(versions.getLast())).toList();
        var spare =
                older.stream()
                        .flatMap(one -> one.locations().stream())
                        .distinct()
                        .sorted(Comparator.naturalOrder())
                        .toList();
        long bytes =
                spare.stream()
                                .flatMap(location -> archive(location).stream())
                                .filter(file -> !isCounted.test(file))
                                .mapToLong(LiveEntry::sizeBytes)
                                .sum()
                        + folders.bytes(older);
        var message =
                "%s in the versions %s"
                        .formatted(same.getFirst().ecosystemName(), String.join(", ", versions));
        return new Finding.Clutter(
                ClutterKind.DUPLICATE_PACKAGE.check(),
                spare.stream().findFirst().map(SeveralVersions::place).orElseThrow(),
                message,
                bytes);
    }

    private List<LiveEntry> archive(Location location) {
        boolean isAlone = packagesByPath.getOrDefault(location.path(), 0L) == 1;
        return isAlone && ARCHIVES.stream().anyMatch(location.path()::endsWith)
                ? tree.target(location.path()).filter(LiveEntry::isFile).stream().toList()
                : List.of();
    }

    private static Place place(Location location) {
        return new Place(location.path(), 0, "", location.layer(), Presence.LIVE);
    }
}
