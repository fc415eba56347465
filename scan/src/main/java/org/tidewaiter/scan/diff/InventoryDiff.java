package org.tidewaiter.scan.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.scan.diff.PackageChange.Kind;
import org.tidewaiter.vulnerability.version.InvalidVersionException;
import org.tidewaiter.vulnerability.version.VersionOrders;

/// What a container of one image has and one of another has not.
///
/// A package is the same in both if its type, name and architecture are, whatever file proves it.
/// Where an image has several versions of it, those that both have are left out, and of the others
/// the lowest of one is compared with the lowest of the other, and so on.
///
/// @param changes sorted by type, name and kind
public record InventoryDiff(Inventory before, Inventory after, List<PackageChange> changes) {
    public InventoryDiff {
        changes = List.copyOf(changes);
    }

    public static InventoryDiff of(Inventory before, Inventory after) {
        var changes = new ArrayList<PackageChange>();
        var old = byName(before);
        var fresh = byName(after);
        old.forEach((name, packages) ->
                compare(packages, fresh.getOrDefault(name, List.of()), changes));
        fresh.forEach((name, packages) -> {
            if (!old.containsKey(name)) {
                compare(List.of(), packages, changes);
            }
        });
        changes.sort(Comparator.naturalOrder());
        return new InventoryDiff(before, after, changes);
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    public long count(Kind kind) {
        return changes.stream().filter(one -> one.kind() == kind).count();
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

    private static TreeMap<Name, List<SoftwarePackage>> byName(Inventory inventory) {
        var byName = new TreeMap<Name, List<SoftwarePackage>>();
        for (var one : inventory.livePackages()) {
            byName.computeIfAbsent(Name.of(one.purl()), _ -> new ArrayList<>()).add(one);
        }
        return byName;
    }

    /// @param before packages of one name
    /// @param after packages of the same name
    private static void compare(
            List<SoftwarePackage> before,
            List<SoftwarePackage> after,
            List<PackageChange> changes) {
        var removed = new ArrayList<SoftwarePackage>();
        var added = new ArrayList<>(after);
        for (var one : before) {
            var same = added.stream().filter(it -> version(it).equals(version(one))).findFirst();
            if (same.isPresent()) {
                added.remove(same.get());
                compareRest(one, same.get(), changes);
            } else {
                removed.add(one);
            }
        }
        removed.sort(InventoryDiff::order);
        added.sort(InventoryDiff::order);
        int pairs = Math.min(removed.size(), added.size());
        for (int i = 0; i < pairs; i++) {
            add(direction(removed.get(i), added.get(i)), removed.get(i), added.get(i), changes);
            compareRest(removed.get(i), added.get(i), changes);
        }
        removed.stream()
                .skip(pairs)
                .map(one -> new PackageChange(Kind.REMOVED, Optional.of(one), Optional.empty()))
                .forEach(changes::add);
        added.stream()
                .skip(pairs)
                .map(one -> new PackageChange(Kind.ADDED, Optional.empty(), Optional.of(one)))
                .forEach(changes::add);
    }

    private static void compareRest(
            SoftwarePackage before, SoftwarePackage after, List<PackageChange> changes) {
        if (!before.licences().equals(after.licences())) {
            add(Kind.LICENCES, before, after, changes);
        }
        if (!owner(before).equals(owner(after))) {
            add(Kind.OWNER, before, after, changes);
        }
    }

    private static void add(
            Kind kind, SoftwarePackage before, SoftwarePackage after, List<PackageChange> to) {
        to.add(new PackageChange(kind, Optional.of(before), Optional.of(after)));
    }

    /// The owner's name alone, since its version changes with most builds.
    private static Optional<String> owner(SoftwarePackage one) {
        return one.owner().map(Purl::ecosystemName);
    }

    private static Kind direction(SoftwarePackage before, SoftwarePackage after) {
        int order = compareVersions(before, after);
        return order < 0 ? Kind.UPGRADED : order > 0 ? Kind.DOWNGRADED : Kind.REPLACED;
    }

    /// By version, and by text where that does not tell.
    private static int order(SoftwarePackage a, SoftwarePackage b) {
        int order = compareVersions(a, b);
        return order != 0 ? order : version(a).compareTo(version(b));
    }

    /// @return 0 where the ecosystem's order does not tell, or is not known
    private static int compareVersions(SoftwarePackage a, SoftwarePackage b) {
        var order = VersionOrders.of(a.purl().type());
        if (order.isEmpty()) {
            return 0;
        }
        try {
            return order.get().compare(version(a), version(b));
        } catch (InvalidVersionException _) {
            return 0;
        }
    }

    /// With the epoch, which rpm has beside the version.
    public static String version(SoftwarePackage one) {
        var epoch = one.purl().qualifier("epoch");
        return epoch.isEmpty() || epoch.equals("0") ? one.version() : epoch + ":" + one.version();
    }
}
