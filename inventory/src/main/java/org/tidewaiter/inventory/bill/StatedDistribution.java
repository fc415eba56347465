package org.tidewaiter.inventory.bill;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidewaiter.model.Distribution;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.SoftwarePackage;

/// Which distribution a bill of materials is of: that of its operating-system component, or else
/// the one that the package URLs of its packages agree on.
final class StatedDistribution {
    private static final Set<String> OF_DISTRIBUTIONS = Set.of("deb", "apk", "rpm", "alpm");

    /// `debian-12`, `opensuse-leap-15.6`.
    private static final Pattern WITH_VERSION = Pattern.compile("([a-z][a-z._-]*?)-(\\d.*)");

    /// Trivy's names, where `os-release` has another id.
    private static final Map<String, String> IDS =
            Map.ofEntries(
                    Map.entry("redhat", "rhel"),
                    Map.entry("alma", "almalinux"),
                    Map.entry("amazon", "amzn"),
                    Map.entry("oracle", "ol"),
                    Map.entry("suse linux enterprise server", "sles"),
                    Map.entry("opensuse.leap", "opensuse-leap"),
                    Map.entry("opensuse.tumbleweed", "opensuse-tumbleweed"),
                    Map.entry("cbl-mariner", "mariner"));

    private StatedDistribution() {}

    static Optional<Distribution> of(List<Component> components, List<SoftwarePackage> packages) {
        return components.stream()
                .filter(one -> one.type().equals("operating-system") && !one.name().isEmpty())
                .findFirst()
                .map(StatedDistribution::of)
                .or(() -> agreed(packages));
    }

    private static Distribution of(Component system) {
        var properties = system.properties();
        return new Distribution(
                first(
                        properties.get("syft:distro:id"),
                        IDS.getOrDefault(system.name(), system.name())),
                first(properties.get("syft:distro:versionID"), system.version()),
                first(properties.ours("codename"), properties.get("syft:distro:versionCodename")),
                first(properties.get("syft:distro:prettyName"), system.description()),
                Stream.concat(
                                properties.allOfOurs("like").stream(),
                                properties.all("syft:distro:idLike:0").stream())
                        .toList());
    }

    private static String first(String one, String other) {
        return one.isEmpty() ? other : one;
    }

    private static Optional<Distribution> agreed(List<SoftwarePackage> packages) {
        var named =
                packages.stream()
                        .map(SoftwarePackage::purl)
                        .filter(purl -> OF_DISTRIBUTIONS.contains(purl.type()))
                        .filter(purl -> !purl.qualifier("distro").isEmpty())
                        .map(StatedDistribution::of)
                        .collect(Collectors.toSet());
        return named.size() == 1 ? named.stream().findFirst() : Optional.empty();
    }

    /// Also a version alone, as Trivy has it for Alpine, and a codename alone, as the definition of
    /// Debian's package URLs has it.
    private static Distribution of(Purl purl) {
        var distro = purl.qualifier("distro");
        var parts = WITH_VERSION.matcher(distro);
        if (parts.matches()) {
            var id = IDS.getOrDefault(parts.group(1), parts.group(1));
            return new Distribution(id, parts.group(2), "", "", List.of());
        }
        if (Character.isDigit(distro.charAt(0))) {
            return new Distribution(purl.namespace(), distro, "", "", List.of());
        }
        var prefix = purl.namespace() + "-";
        return distro.equals(purl.namespace())
                ? new Distribution(distro, "", "", "", List.of())
                : new Distribution(
                        purl.namespace(),
                        "",
                        distro.startsWith(prefix) ? distro.substring(prefix.length()) : distro,
                        "",
                        List.of());
    }
}
