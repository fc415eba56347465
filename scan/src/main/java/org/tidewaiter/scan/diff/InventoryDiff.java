package org.tidewaiter.scan.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.scan.diff.PackageChange.Kind;

/// What a container of one image has and one of another has not, by packages that are the same in
/// both as [PackagePair] says.
///
/// @param changes sorted by type, name and kind
public record InventoryDiff(Inventory before, Inventory after, List<PackageChange> changes) {
    public InventoryDiff {
        changes = List.copyOf(changes);
    }

    public static InventoryDiff of(Inventory before, Inventory after) {
        var changes = new ArrayList<PackageChange>();
        for (var pair :
                PackagePair.of(
                        before.livePackages(),
                        after.livePackages(),
                        UnreadSides.of(before, after))) {
            pair.change().ifPresent(kind -> changes.add(change(kind, pair)));
            if (pair.before().isPresent() && pair.after().isPresent()) {
                compareRest(pair.before().get(), pair.after().get(), changes);
            }
        }
        changes.sort(Comparator.naturalOrder());
        return new InventoryDiff(before, after, changes);
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    public long count(Kind kind) {
        return changes.stream().filter(one -> one.kind() == kind).count();
    }

    private static PackageChange change(Kind kind, PackagePair pair) {
        return new PackageChange(
                kind == Kind.REMOVED && pair.unreadAfter().isPresent() ? Kind.UNSEEN : kind,
                pair.before(),
                pair.after(),
                pair.unreadAfter().or(pair::unreadBefore));
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
        to.add(new PackageChange(kind, Optional.of(before), Optional.of(after), Optional.empty()));
    }

    /// The owner's name alone, since its version changes with most builds.
    private static Optional<String> owner(SoftwarePackage one) {
        return one.owner().map(Purl::ecosystemName);
    }

    /// With the epoch, which rpm has beside the version.
    public static String version(SoftwarePackage one) {
        var epoch = one.purl().qualifier("epoch");
        return epoch.isEmpty() || epoch.equals("0") ? one.version() : epoch + ":" + one.version();
    }
}
