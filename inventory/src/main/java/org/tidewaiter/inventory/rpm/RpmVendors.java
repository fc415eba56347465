package org.tidewaiter.inventory.rpm;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Tells the packages that vendors publish themselves from those of the distribution, whose
/// security team knows nothing of them. rpm does not keep the repository a package came from, but
/// every package can say who built it.
///
/// A reader of packages does not know of which distribution the image is. So it gives every package
/// its vendor as namespace; the distribution's name replaces that of its own builders afterwards.
public final class RpmVendors {
    /// How the namespaces of those start who build a distribution.
    private static final Map<String, List<String>> BUILDERS =
            Map.ofEntries(
                    Map.entry("almalinux", List.of("almalinux", "cloudlinux")),
                    Map.entry("amzn", List.of("amazon")),
                    Map.entry("azurelinux", List.of("microsoft-corporation")),
                    Map.entry("centos", List.of("centos")),
                    Map.entry("fedora", List.of("fedora-project")),
                    Map.entry("mariner", List.of("microsoft-corporation")),
                    Map.entry("ol", List.of("oracle-america")),
                    Map.entry("opensuse", List.of("suse", "opensuse")),
                    Map.entry("opensuse-leap", List.of("suse", "opensuse")),
                    Map.entry("opensuse-microos", List.of("suse", "opensuse")),
                    Map.entry("opensuse-tumbleweed", List.of("suse", "opensuse")),
                    Map.entry("photon", List.of("vmware", "broadcom")),
                    Map.entry("rhcos", List.of("red-hat")),
                    Map.entry("rhel", List.of("red-hat")),
                    Map.entry("rocky", List.of("rocky")),
                    Map.entry("sl-micro", List.of("suse")),
                    Map.entry("sle-micro", List.of("suse")),
                    Map.entry("sle-micro-rancher", List.of("suse")),
                    Map.entry("sled", List.of("suse")),
                    Map.entry("sles", List.of("suse")),
                    Map.entry("sles_sap", List.of("suse")),
                    Map.entry("suse-microos", List.of("suse")));

    /// Who would mean nobody.
    private static final Set<String> NOBODY = Set.of("none", "unknown", "vendor");

    private static final Pattern ADDRESS = Pattern.compile("<[^<>]*>");
    private static final Pattern NO_WORD = Pattern.compile("[^a-z0-9]+");
    private static final int MAX_LENGTH = 100;

    private RpmVendors() {}

    /// Whether the distribution itself built what has the namespace. Of a distribution whose
    /// builders we do not know, everything is taken to be its own.
    ///
    /// @param namespace as [#namespace] gave it; empty where the package does not say who built it
    public static boolean isOwn(String namespace, String distributionId) {
        var builders = BUILDERS.get(distributionId);
        return builders == null
                || namespace.isEmpty()
                || builders.stream().anyMatch(namespace::startsWith);
    }

    /// The vendor without the address, in lower case with hyphens: `red-hat-inc`; empty where
    /// nobody is named.
    static String namespace(String vendor) {
        var words =
                NO_WORD.matcher(ADDRESS.matcher(vendor.toLowerCase(Locale.ROOT)).replaceAll(" "))
                        .replaceAll("-");
        var slug = words.replaceFirst("^-", "").replaceFirst("-$", "");
        return NOBODY.contains(slug) || slug.length() > MAX_LENGTH ? "" : slug;
    }
}
