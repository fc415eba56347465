package org.tidewaiter.scan.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Location;
import org.tidewaiter.model.Presence;
import org.tidewaiter.model.Purl;
import org.tidewaiter.scan.report.FixStep.Upgrade;
import org.tidewaiter.vulnerability.version.InvalidVersionException;
import org.tidewaiter.vulnerability.version.VersionOrder;
import org.tidewaiter.vulnerability.version.VersionOrders;

/// Finds the upgrades that mend findings: one line for all packages of the distribution, one
/// coordinate for each other package. No upgrade mends what is only in lower layers.
public final class FixPlan {
    private FixPlan() {}

    /// @return the step that mends most first
    public static List<FixStep> of(List<Finding> findings) {
        var byPackage = new LinkedHashMap<Purl, List<Finding.Vulnerability>>();
        for (var finding : findings) {
            switch (finding) {
                case Finding.Vulnerability flaw when flaw.in().presence() != Presence.LIVE -> {}
                case Finding.Vulnerability flaw ->
                        byPackage
                                .computeIfAbsent(flaw.in().purl(), _ -> new ArrayList<>())
                                .add(flaw);
            }
        }
        var bySystem = new LinkedHashMap<String, List<Upgrade>>();
        byPackage.forEach((purl, flaws) ->
                upgrade(purl, flaws)
                        .ifPresent(one ->
                                bySystem.computeIfAbsent(stepKey(purl), _ -> new ArrayList<>())
                                        .add(one)));
        return bySystem.values().stream()
                .map(FixPlan::step)
                .sorted(
                        Comparator.comparingInt(FixStep::mended)
                                .reversed()
                                .thenComparing(FixStep::command))
                .toList();
    }

    /// Upgrades with the same key are one step.
    private static String stepKey(Purl purl) {
        return switch (purl.type()) {
            case "deb", "apk", "rpm" -> purl.type();
            default -> purl.toString();
        };
    }

    private static Optional<Upgrade> upgrade(Purl purl, List<Finding.Vulnerability> flaws) {
        var order = VersionOrders.of(purl.type());
        if (order.isEmpty()) {
            return Optional.empty();
        }
        var to = Optional.<String>empty();
        var ids = new LinkedHashSet<String>();
        var paths = new TreeSet<String>();
        for (var flaw : flaws) {
            var target = target(order.get(), flaw);
            if (target.isPresent()) {
                to =
                        Optional.of(
                                to.map(one -> higher(order.get(), one, target.get()))
                                        .orElse(target.get()));
                ids.add(flaw.id());
                flaw.in().locations().stream().map(Location::path).forEach(paths::add);
            }
        }
        return to.map(one -> new Upgrade(purl, one, List.copyOf(ids), List.copyOf(paths)));
    }

    /// The lowest fixed version above the one compared, which can be the source package's.
    private static Optional<String> target(VersionOrder order, Finding.Vulnerability flaw) {
        var compared =
                flaw.evidence().isEmpty()
                        ? flaw.in().version()
                        : flaw.evidence().getFirst().version();
        return flaw.fixedVersions().stream()
                .filter(fix -> isHigher(order, fix, compared))
                .findFirst();
    }

    private static String higher(VersionOrder order, String a, String b) {
        return isHigher(order, a, b) ? a : b;
    }

    private static boolean isHigher(VersionOrder order, String a, String b) {
        try {
            return order.compare(a, b) > 0;
        } catch (InvalidVersionException _) {
            return false;
        }
    }

    private static FixStep step(List<Upgrade> upgrades) {
        var first = upgrades.getFirst();
        var command =
                switch (first.purl().type()) {
                    case "deb" ->
                            "apt-get update && apt-get install --only-upgrade " + names(upgrades);
                    case "apk" -> "apk upgrade --update-cache " + names(upgrades);
                    case "rpm" -> "dnf upgrade " + names(upgrades);
                    default -> coordinate(first);
                };
        return new FixStep(command, upgrades);
    }

    private static String names(List<Upgrade> upgrades) {
        return ShellArguments.of(
                upgrades.stream()
                        .map(upgrade -> upgrade.purl().name())
                        .distinct()
                        .sorted()
                        .toList());
    }

    /// What to ask the ecosystem's own tool for.
    private static String coordinate(Upgrade upgrade) {
        var name = upgrade.purl().ecosystemName();
        var to = upgrade.to();
        return switch (upgrade.purl().type()) {
            case "npm" -> "npm install " + ShellArguments.of(List.of(name + "@" + to));
            case "pypi" -> "pip install " + ShellArguments.of(List.of(name + ">=" + to));
            case "maven" -> "%s:%s in the POM".formatted(name, to);
            case "golang" ->
                    name.equals("stdlib")
                            ? "rebuild with Go " + to
                            : "go get "
                                    + ShellArguments.of(
                                            List.of(name + "@v" + to.replaceFirst("^v", "")));
            default -> "%s %s".formatted(name, to);
        };
    }
}
