package org.tidewaiter.scan.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tidewaiter.model.Distribution;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.scan.base.BaseImage;
import org.tidewaiter.scan.base.BaseImage.Part;

/// What an image would be if it was built on another base: the packages of that one, and of its own
/// layers.
///
/// A package of the distribution that the image's own layers install comes, on another release, in
/// that release's version, which nobody knows before it is built. On the same release it stays, in
/// the higher version where the base has it too.
///
/// @param unknown the packages of which nobody knows what becomes of them
public record Rebase(Inventory inventory, List<SoftwarePackage> unknown) {
    public Rebase {
        unknown = List.copyOf(unknown);
    }

    /// @param base what the image is built on now
    /// @param other what it could be built on
    public static Rebase of(Inventory image, BaseImage base, Inventory other) {
        var packages = new TreeMap<List<String>, SoftwarePackage>(Rebase::order);
        var rest = new ArrayList<SoftwarePackage>();
        var unknown = new ArrayList<SoftwarePackage>();
        other.livePackages().forEach(one -> add(one, packages, rest));
        boolean sameRelease = release(image).equals(release(other));
        for (var one : image.livePackages()) {
            if (base.part(one.locations()) != Part.OWN) {
                continue;
            }
            if (sameRelease || !one.purl().isKeptInDatabase()) {
                add(one, packages, rest);
            } else {
                unknown.add(one);
            }
        }
        rest.addAll(packages.values());
        return new Rebase(
                new Inventory(
                        image.source(), other.distribution(), rest, image.files(), image.gaps()),
                unknown);
    }

    private static void add(
            SoftwarePackage one,
            Map<List<String>, SoftwarePackage> packages,
            List<SoftwarePackage> rest) {
        if (one.purl().isKeptInDatabase()) {
            packages.merge(
                    List.of(one.purl().type(), one.purl().name(), one.purl().qualifier("arch")),
                    one,
                    (before, now) -> PackageGroup.isHigher(before, now) ? before : now);
        } else {
            rest.add(one);
        }
    }

    private static int order(List<String> one, List<String> other) {
        return one.toString().compareTo(other.toString());
    }

    private static Optional<List<String>> release(Inventory inventory) {
        return inventory.distribution().map(Rebase::release);
    }

    private static List<String> release(Distribution one) {
        return List.of(one.id(), one.versionId(), one.codename());
    }
}
