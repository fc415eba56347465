package org.tidewaiter.scan.fix;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.model.SourcePackage;
import org.tidewaiter.vulnerability.version.InvalidVersionException;
import org.tidewaiter.vulnerability.version.VersionOrder;
import org.tidewaiter.vulnerability.version.VersionOrders;

/// Packages that one action upgrades: those that were built from one source package of the
/// distribution, or one package of a language wherever it is.
///
/// @param members what is upgraded
/// @param owned packages of languages that a member brings, so that they go with it
record PackageGroup(
        String type, String name, List<SoftwarePackage> members, List<SoftwarePackage> owned) {
    /// Every live package is in exactly one group.
    static List<PackageGroup> of(Inventory inventory) {
        var live = inventory.livePackages();
        var byPurl = new HashMap<Purl, SoftwarePackage>();
        live.forEach(one -> byPurl.putIfAbsent(one.purl(), one));
        var groups = new LinkedHashMap<List<String>, PackageGroup>();
        for (var one : live) {
            var owner =
                    one.owner()
                            .flatMap(purl -> Optional.ofNullable(byPurl.get(purl)))
                            .filter(lead -> lead.purl().isKeptInDatabase());
            var lead = owner.orElse(one);
            var group =
                    groups.computeIfAbsent(
                            List.of(lead.purl().type(), name(lead)),
                            key ->
                                    new PackageGroup(
                                            key.getFirst(),
                                            key.getLast(),
                                            new ArrayList<>(),
                                            new ArrayList<>()));
            (owner.isEmpty() ? group.members : group.owned).add(one);
        }
        return List.copyOf(groups.values());
    }

    private static String name(SoftwarePackage one) {
        return one.purl().isKeptInDatabase()
                ? one.source().map(SourcePackage::name).orElse(one.purl().name())
                : one.ecosystemName();
    }

    boolean ofDistribution() {
        return Purl.isKeptInDatabase(type);
    }

    /// All of it, as it is.
    List<SoftwarePackage> packages() {
        var all = new ArrayList<>(members);
        all.addAll(owned);
        return all;
    }

    /// All of it, with each member that is lower at a version. Nothing is downgraded.
    List<SoftwarePackage> at(String version) {
        var renamed = new HashMap<Purl, Purl>();
        var all = new ArrayList<SoftwarePackage>();
        for (var member : members) {
            var upgraded = isBelow(member, version) ? upgraded(member, version) : member;
            renamed.put(member.purl(), upgraded.purl());
            all.add(upgraded);
        }
        for (var one : owned) {
            all.add(
                    with(
                            one,
                            one.purl(),
                            one.source(),
                            one.owner().map(owner -> renamed.getOrDefault(owner, owner))));
        }
        return all;
    }

    /// Whether a member is upgraded to another major version. Only packages of languages are: what
    /// a distribution release upgrades, it has made fit.
    boolean isMajor(String version) {
        return !ofDistribution()
                && members.stream()
                        .filter(member -> isBelow(member, version))
                        .anyMatch(member -> !major(member.version()).equals(major(version)));
    }

    static String major(String version) {
        return version.replaceFirst("^v", "").split("[.+-]", 2)[0];
    }

    /// Whether an upgrade to the version would change a member.
    boolean isBelow(SoftwarePackage member, String version) {
        return order().filter(order -> isLower(order, compared(member), version)).isPresent();
    }

    Optional<VersionOrder> order() {
        return VersionOrders.of(type);
    }

    /// Whether one of two packages of one name has the higher version.
    static boolean isHigher(SoftwarePackage one, SoftwarePackage other) {
        return VersionOrders.of(one.purl().type())
                .filter(order -> isLower(order, compared(other), compared(one)))
                .isPresent();
    }

    private static boolean isLower(VersionOrder order, String one, String other) {
        try {
            return order.compare(one, other) < 0;
        } catch (InvalidVersionException _) {
            return false;
        }
    }

    /// As advisories compare it: the source package's, and with the epoch, which rpm has apart.
    private static String compared(SoftwarePackage one) {
        if (one.purl().type().equals("rpm")) {
            var epoch = one.purl().qualifier("epoch");
            return epoch.isEmpty() ? one.version() : epoch + ":" + one.version();
        }
        return one.purl().isKeptInDatabase()
                ? one.source().map(SourcePackage::version).orElse(one.version())
                : one.version();
    }

    private static SoftwarePackage upgraded(SoftwarePackage one, String version) {
        var purl = one.purl();
        var plain = version;
        int colon = version.indexOf(':');
        if (purl.type().equals("rpm") && colon > 0) {
            purl = purl.withQualifier("epoch", version.substring(0, colon));
            plain = version.substring(colon + 1);
        }
        return with(
                one,
                new Purl(
                        purl.type(),
                        purl.namespace(),
                        purl.name(),
                        plain,
                        purl.qualifiers(),
                        purl.subpath()),
                one.source().map(source -> new SourcePackage(source.name(), version)),
                one.owner());
    }

    private static SoftwarePackage with(
            SoftwarePackage one, Purl purl, Optional<SourcePackage> source, Optional<Purl> owner) {
        return new SoftwarePackage(
                purl,
                source,
                one.licences(),
                one.foundBy(),
                one.declared(),
                one.presence(),
                one.locations(),
                owner,
                one.role(),
                one.repositories(),
                one.sha1s(),
                one.cpes());
    }

    /// Puts groups together in one inventory again.
    ///
    /// @param of where they are from
    static Inventory inventory(Inventory of, List<SoftwarePackage> packages) {
        return new Inventory(of.source(), of.distribution(), packages, of.files(), of.gaps());
    }

    /// The packages of many groups by where they belong.
    static Map<SoftwarePackage, PackageGroup> byPackage(List<PackageGroup> groups) {
        var byPackage = new HashMap<SoftwarePackage, PackageGroup>();
        for (var group : groups) {
            group.packages().forEach(one -> byPackage.put(one, group));
        }
        return byPackage;
    }
}
