package org.tidewaiter.inventory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tidewaiter.image.pass.ImageReading;
import org.tidewaiter.inventory.account.FileLedger;
import org.tidewaiter.inventory.licence.SpdxLicences;
import org.tidewaiter.model.Distribution;
import org.tidewaiter.model.Gap;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.PackageKey;
import org.tidewaiter.model.Presence;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.SoftwarePackage;

/// Puts together what the catalogers saw file by file: one inventory of the merged image. Pure.
public final class InventoryAssembly {
    private static final Comparator<SoftwarePackage> ORDER =
            Comparator.comparing(SoftwarePackage::purl)
                    .thenComparing(one -> one.locations().getFirst())
                    .thenComparing(SoftwarePackage::presence);

    private final ImageReading reading;
    private final Optional<Distribution> distribution;
    private final List<Found> found;
    private final Map<PackageKey, Purl> purls;
    private final Ownership ownership;
    private final StatedLicences licences;
    private final LayerRepositories repositories;

    private InventoryAssembly(ImageReading reading) {
        this.reading = reading;
        this.distribution = DistributionFacts.live(reading.seen());
        this.found = found(reading);
        this.purls = purls();
        this.ownership = Ownership.of(found, purls, reading.seen(), reading.tree());
        this.licences = StatedLicences.of(reading.seen(), reading.tree());
        this.repositories = LayerRepositories.of(reading.seen());
    }

    private static List<Found> found(ImageReading reading) {
        var found = new ArrayList<>(PackageHistory.of(reading.seen(), reading.tree()));
        found.addAll(NixPackages.of(reading.tree()));
        return List.copyOf(found);
    }

    /// One package for each purl and presence, with every place where it was seen.
    ///
    /// A package that a lock file asks for and another file proves counts as proven. It is the
    /// distribution's only if the distribution owns every file that proves it. A program that was
    /// recognised by its content is left out where the distribution owns it, and so names it
    /// better; so are an assembly of .NET that a list of packages names, and the machine of a Java
    /// runtime that says its release.
    public static Inventory assemble(ImageReading reading) {
        return new InventoryAssembly(reading).inventory();
    }

    /// Who answers for each file of the image.
    public static FileLedger files(ImageReading reading) {
        return new InventoryAssembly(reading).ledger();
    }

    /// Both of one image.
    public record WithFiles(Inventory inventory, FileLedger files) {}

    /// What [#assemble] and [#files] give.
    public static WithFiles withFiles(ImageReading reading) {
        var assembly = new InventoryAssembly(reading);
        return new WithFiles(assembly.inventory(), assembly.ledger());
    }

    private FileLedger ledger() {
        return new FileLedger(reading, ownership);
    }

    /// Of the live packages of the distribution, with and without architecture.
    private Map<PackageKey, Purl> purls() {
        var all = new HashMap<PackageKey, Purl>();
        for (var one : found) {
            if (one.isLive() && one.isOfDistribution()) {
                var purl = DistributionFacts.complete(one, distribution);
                all.put(one.key(), purl);
                all.putIfAbsent(Ownership.withoutArchitecture(one.key()), purl);
            }
        }
        return all;
    }

    private Inventory inventory() {
        var groups = new TreeMap<Group, List<Found>>();
        for (var one : found) {
            if (isNamedByOwner(one)) {
                continue;
            }
            var purl = DistributionFacts.complete(one, distribution);
            groups.computeIfAbsent(new Group(purl, one.presence()), _ -> new ArrayList<>())
                    .add(one);
        }
        var packages = new ArrayList<SoftwarePackage>();
        groups.forEach((group, places) -> packages.add(joined(group, places)));
        packages.sort(ORDER);
        var code = CodeIndexes.of(reading.seen(), packages);
        return new Inventory(
                reading.source(),
                distribution,
                packages,
                ledger().account(),
                gaps(code.gap()),
                DependencyGraph.of(
                        found, reading, one -> DistributionFacts.complete(one, distribution)),
                code.kept());
    }

    private boolean isNamedByOwner(Found one) {
        return (one.isProgram() && ownership.keyOfOwner(one.path()).isPresent())
                || ownership
                        .ownerOf(one.path())
                        .filter(owner -> one.yieldsToAnyOwner() || one.isPartOf(owner))
                        .isPresent();
    }

    private record Group(Purl purl, Presence presence) implements Comparable<Group> {
        private static final Comparator<Group> ORDER =
                Comparator.comparing(Group::purl).thenComparing(Group::presence);

        @Override
        public int compareTo(Group other) {
            return ORDER.compare(this, other);
        }
    }

    private SoftwarePackage joined(Group group, List<Found> places) {
        var proven = places.stream().filter(one -> !one.seen().declared()).toList();
        var telling = proven.isEmpty() ? places : proven;
        var first = telling.stream().min(Comparator.comparing(Found::reader)).orElseThrow();
        var stated = new TreeSet<String>();
        places.forEach(one -> stated.addAll(one.seen().licences()));
        if (first.isLive()) {
            stated.addAll(licences.of(first.key()));
        }
        var type = group.purl.type();
        return new SoftwarePackage(
                group.purl,
                telling.stream().flatMap(one -> one.seen().source().stream()).findFirst(),
                stated.stream()
                        .map(words -> SpdxLicences.recognise(type, words))
                        .sorted()
                        .distinct()
                        .toList(),
                first.reader(),
                proven.isEmpty(),
                group.presence,
                places.stream().map(Found::location).distinct().sorted().toList(),
                owner(telling),
                first.seen().role(),
                repositories.of(first),
                places.stream()
                        .flatMap(one -> one.seen().sha1().stream())
                        .distinct()
                        .sorted()
                        .toList(),
                List.of());
    }

    private Optional<Purl> owner(Collection<Found> places) {
        var owners = new TreeSet<Purl>();
        for (var one : places) {
            var owner =
                    one.isLive() && !one.isOfDistribution()
                            ? ownership
                                    .keyOfOwner(one.path())
                                    .flatMap(key -> Optional.ofNullable(purls.get(key)))
                            : Optional.<Purl>empty();
            if (owner.isEmpty()) {
                return Optional.empty();
            }
            owners.add(owner.get());
        }
        return Optional.of(owners.getFirst());
    }

    /// @param ofCode what became of the code of files
    private List<Gap> gaps(Optional<Gap> ofCode) {
        var gaps = new TreeSet<>(reading.gaps());
        gaps.removeIf(gap -> Found.isOfProgram(gap) && ownership.ownerOf(gap.path()).isPresent());
        var ofDistribution = found.stream().filter(Found::isOfDistribution).toList();
        var liveTypes =
                ofDistribution.stream()
                        .filter(Found::isLive)
                        .map(one -> one.key().type())
                        .collect(Collectors.toSet());
        for (var one : ofDistribution) {
            if (!liveTypes.contains(one.key().type())) {
                gaps.add(
                        gap(one, "the package database is gone, and perhaps its packages are not"));
            } else if (one.isLive() && distribution.isEmpty()) {
                gaps.add(gap(one, "no file says which distribution these packages are of"));
            }
        }
        ofCode.ifPresent(gaps::add);
        return List.copyOf(gaps);
    }

    private static Gap gap(Found place, String reason) {
        return new Gap(place.path(), OptionalInt.empty(), reason);
    }
}
