package org.tidewaiter.scan.fix;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.vulnerability.version.InvalidVersionException;
import org.tidewaiter.vulnerability.version.VersionOrder;

/// Finds the version to which to upgrade a group of packages.
///
/// @param of the inventory that groups are in
/// @param judge gives the findings that count
record Upgrading(Inventory of, FixPlanning.Judge judge) {
    /// So many versions are tried of a group with few findings.
    private static final int MOST_CANDIDATES = 64;

    /// Of a group with many, so many findings are looked for in all: a kernel has thousands, and
    /// each version that is tried costs as much as matching it did.
    private static final int MOST_FINDINGS = 1_500;

    /// What an upgrade comes to.
    ///
    /// @param left the findings in the group then
    record Choice(
            PackageGroup group,
            String version,
            List<Finding.Vulnerability> before,
            List<Finding.Vulnerability> left) {
        boolean isMajor() {
            return group.isMajor(version);
        }
    }

    /// Tries the versions that mend a finding of the group, and those that mend what it would have
    /// at one of them; where these are too many, those that are likely to mend most.
    ///
    /// @param findings in the group as it is
    /// @return nothing where no version leaves fewer findings
    Optional<Choice> best(PackageGroup group, List<Finding.Vulnerability> findings) {
        var order = group.order();
        if (order.isEmpty()) {
            return Optional.empty();
        }
        var tried = new TreeMap<String, Choice>(lowestFirst(order.get()));
        int most = Math.clamp(MOST_FINDINGS / Math.max(1, findings.size()), 1, MOST_CANDIDATES);
        var next = candidates(group, findings, order.get(), most);
        while (!next.isEmpty()) {
            var left = new ArrayList<Finding.Vulnerability>();
            for (var version : next) {
                var inventory = PackageGroup.inventory(of, group.at(version));
                var choice = new Choice(group, version, findings, judge.findings(inventory));
                tried.put(version, choice);
                left.addAll(choice.left());
            }
            next =
                    candidates(group, left, order.get(), most).stream()
                            .filter(version -> !tried.containsKey(version))
                            .limit(most - Math.min(most, tried.size()))
                            .toList();
        }
        return tried.values().stream() // lowest first
                .filter(choice -> choice.left().size() < findings.size())
                .min(
                        Comparator.comparingInt((Choice choice) -> choice.left().size())
                                .thenComparing(Choice::isMajor));
    }

    private static List<String> candidates(
            PackageGroup group,
            List<Finding.Vulnerability> findings,
            VersionOrder order,
            int most) {
        var fixes = new HashSet<String>();
        findings.forEach(one -> fixes.addAll(one.fixedVersions()));
        fixes.removeIf(fix -> group.members().stream().noneMatch(one -> group.isBelow(one, fix)));
        var sorted = new ArrayList<>(fixes);
        sorted.sort(lowestFirst(order));
        return sorted.size() <= most ? sorted : fewer(group, sorted, order, most);
    }

    /// For a distribution the highest; for a language the highest of each major version before the
    /// others.
    private static List<String> fewer(
            PackageGroup group, List<String> sorted, VersionOrder order, int most) {
        if (group.ofDistribution()) {
            return sorted.subList(sorted.size() - most, sorted.size());
        }
        var highest = new LinkedHashMap<String, String>();
        sorted.forEach(one -> highest.put(PackageGroup.major(one), one));
        var chosen = new TreeSet<>(lowestFirst(order));
        List.copyOf(highest.values()).reversed().stream().limit(most).forEach(chosen::add);
        for (var one : sorted.reversed()) {
            if (chosen.size() < most) {
                chosen.add(one);
            }
        }
        return List.copyOf(chosen);
    }

    /// By text where the order calls two versions the same. All of them can be read: the others are
    /// below nothing.
    private static Comparator<String> lowestFirst(VersionOrder order) {
        return (one, other) -> {
            try {
                int compared = order.compare(one, other);
                return compared != 0 ? compared : one.compareTo(other);
            } catch (InvalidVersionException _) {
                return one.compareTo(other);
            }
        };
    }
}
