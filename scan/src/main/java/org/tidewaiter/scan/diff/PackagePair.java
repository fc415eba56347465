package org.tidewaiter.scan.diff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tidewaiter.model.Gap;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.scan.diff.PackageChange.Kind;
import org.tidewaiter.vulnerability.version.InvalidVersionException;
import org.tidewaiter.vulnerability.version.VersionOrders;

/// A package of one image beside the same package of another.
///
/// A package is the same in both if its type, name and architecture are, whatever file proves it.
/// Where an image has several versions of it, those that both have are paired, and of the others
/// the lowest of one with the lowest of the other, and so on.
///
/// @param before nothing for one that was added
/// @param after nothing for one that was removed
/// @param unreadBefore the gap for which what is after may have been there before too
/// @param unreadAfter the gap for which what was before may be there still
record PackagePair(
        Optional<SoftwarePackage> before,
        Optional<SoftwarePackage> after,
        Optional<Gap> unreadBefore,
        Optional<Gap> unreadAfter) {
    private PackagePair(Optional<SoftwarePackage> before, Optional<SoftwarePackage> after) {
        this(before, after, Optional.empty(), Optional.empty());
    }

    /// Each package of either is in exactly one pair. The pairs of the second with the first are
    /// these the other way round.
    ///
    /// @return sorted by type, name and architecture
    static List<PackagePair> of(
            List<SoftwarePackage> before, List<SoftwarePackage> after, UnreadSides unread) {
        var pairs = new ArrayList<PackagePair>();
        var byName = new TreeMap<Name, Namesakes>();
        before.forEach(one -> namesakes(byName, one).before.add(one));
        after.forEach(one -> namesakes(byName, one).after.add(one));
        byName.values().forEach(namesakes -> namesakes.pair(pairs));
        pairs.replaceAll(one -> one.doubted(unread));
        return pairs;
    }

    private PackagePair doubted(UnreadSides unread) {
        return isKnown()
                ? this
                : new PackagePair(
                        before,
                        after,
                        after.flatMap(unread.before()::hiding),
                        before.flatMap(unread.after()::hiding));
    }

    /// Whether what became of the package was seen. Another version is not what became of it if it
    /// is in another file, unless a package manager has one version of it at a time.
    private boolean isKnown() {
        if (before.isEmpty() || after.isEmpty()) {
            return false;
        }
        if (change().isEmpty() || after.get().purl().isKeptInDatabase()) {
            return true;
        }
        var files = files(before.get());
        var others = files(after.get());
        return files.isEmpty() || others.isEmpty() || !Collections.disjoint(files, others);
    }

    private static Set<String> files(SoftwarePackage one) {
        return one.locations().stream()
                .map(place -> Unread.file(place.path()))
                .collect(Collectors.toSet());
    }

    private static Namesakes namesakes(TreeMap<Name, Namesakes> byName, SoftwarePackage one) {
        return byName.computeIfAbsent(
                Name.of(one.purl()), _ -> new Namesakes(new ArrayList<>(), new ArrayList<>()));
    }

    /// What became of the version; nothing where both have it.
    Optional<Kind> change() {
        if (before.isEmpty()) {
            return Optional.of(Kind.ADDED);
        }
        if (after.isEmpty()) {
            return Optional.of(Kind.REMOVED);
        }
        var old = InventoryDiff.version(before.get());
        var fresh = InventoryDiff.version(after.get());
        if (old.equals(fresh)) {
            return Optional.empty();
        }
        int order = compareVersions(before.get(), after.get());
        return Optional.of(order < 0 ? Kind.UPGRADED : order > 0 ? Kind.DOWNGRADED : Kind.REPLACED);
    }

    private record Name(String type, String name, String architecture) implements Comparable<Name> {
        private static final Comparator<Name> ORDER =
                Comparator.comparing(Name::type)
                        .thenComparing(Name::name)
                        .thenComparing(Name::architecture);

        static Name of(Purl purl) {
            return new Name(purl.type(), purl.ecosystemName(), purl.qualifier("arch"));
        }

        @Override
        public int compareTo(Name other) {
            return ORDER.compare(this, other);
        }
    }

    /// The packages of one name.
    private record Namesakes(List<SoftwarePackage> before, List<SoftwarePackage> after) {
        void pair(List<PackagePair> to) {
            var added = new LinkedHashMap<String, Deque<SoftwarePackage>>();
            for (var one : after) {
                added.computeIfAbsent(InventoryDiff.version(one), _ -> new ArrayDeque<>()).add(one);
            }
            var removed = new ArrayList<SoftwarePackage>();
            for (var one : before) {
                var same = added.getOrDefault(InventoryDiff.version(one), new ArrayDeque<>());
                if (same.isEmpty()) {
                    removed.add(one);
                } else {
                    to.add(new PackagePair(Optional.of(one), Optional.of(same.remove())));
                }
            }
            pairRest(
                    removed,
                    added.values().stream()
                            .flatMap(Deque::stream)
                            .collect(Collectors.toCollection(ArrayList::new)),
                    to);
        }

        private static void pairRest(
                List<SoftwarePackage> removed, List<SoftwarePackage> added, List<PackagePair> to) {
            removed.sort(PackagePair::lowestFirst);
            added.sort(PackagePair::lowestFirst);
            for (int i = 0; i < Math.max(removed.size(), added.size()); i++) {
                to.add(new PackagePair(at(i, removed), at(i, added)));
            }
        }

        private static Optional<SoftwarePackage> at(int index, List<SoftwarePackage> packages) {
            return index < packages.size() ? Optional.of(packages.get(index)) : Optional.empty();
        }
    }

    /// By version; those whose version does not follow the order come last, by text.
    private static int lowestFirst(SoftwarePackage one, SoftwarePackage other) {
        boolean readable = isReadable(one);
        if (readable != isReadable(other)) {
            return readable ? -1 : 1;
        }
        int order = readable ? compareVersions(one, other) : 0;
        return order != 0
                ? order
                : InventoryDiff.version(one).compareTo(InventoryDiff.version(other));
    }

    private static boolean isReadable(SoftwarePackage one) {
        return VersionOrders.of(one.purl().type())
                .filter(order -> {
                    try {
                        return order.compare(InventoryDiff.version(one), InventoryDiff.version(one))
                                == 0;
                    } catch (InvalidVersionException _) {
                        return false;
                    }
                })
                .isPresent();
    }

    /// @return 0 where the ecosystem's order does not tell, or is not known
    private static int compareVersions(SoftwarePackage one, SoftwarePackage other) {
        var order = VersionOrders.of(one.purl().type());
        if (order.isEmpty()) {
            return 0;
        }
        try {
            return order.get().compare(InventoryDiff.version(one), InventoryDiff.version(other));
        } catch (InvalidVersionException _) {
            return 0;
        }
    }
}
