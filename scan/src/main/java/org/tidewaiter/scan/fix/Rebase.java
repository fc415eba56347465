package org.tidewaiter.scan.fix;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tidewaiter.model.Distribution;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.scan.base.BaseImage;
import org.tidewaiter.scan.base.BaseImage.Part;
import org.tidewaiter.scan.diff.Unread;

/// What an image would be if it was built on another base: the packages of that one, and of its own
/// layers.
///
/// A package of the distribution that the image's own layers install comes, on another release, in
/// that release's version, which nobody knows before it is built. On the same release it stays, in
/// the higher version where the base has it too. Nor does anybody know of a package of the base as
/// it is now, where the other base does not list it and could not be read.
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
        var unread = Unread.in(other, image);
        var listed = other.livePackages().stream().collect(groupingBy(Rebase::name));
        for (var one : image.livePackages()) {
            if (base.part(one.locations()) != Part.OWN) {
                if (!isAmong(listed.getOrDefault(name(one), List.of()), one)
                        && unread.hiding(one).isPresent()) {
                    unknown.add(one);
                }
            } else if (sameRelease || !one.purl().isKeptInDatabase()) {
                add(one, packages, rest);
            } else {
                unknown.add(one);
            }
        }
        rest.addAll(packages.values());
        return new Rebase(
                new Inventory(
                        image.source(),
                        other.distribution(),
                        rest,
                        image.files(),
                        Stream.concat(image.gaps().stream(), other.gaps().stream()).toList()),
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

    /// Another version in another file does not say that this one is gone.
    private static boolean isAmong(List<SoftwarePackage> namesakes, SoftwarePackage one) {
        return one.purl().isKeptInDatabase()
                ? !namesakes.isEmpty()
                : namesakes.stream()
                        .anyMatch(it ->
                                it.version().equals(one.version())
                                        || !Collections.disjoint(files(it), files(one)));
    }

    private static Set<String> files(SoftwarePackage one) {
        return one.locations().stream().map(place -> Unread.file(place.path())).collect(toSet());
    }

    private static List<String> name(SoftwarePackage one) {
        return List.of(one.purl().type(), one.purl().ecosystemName());
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
