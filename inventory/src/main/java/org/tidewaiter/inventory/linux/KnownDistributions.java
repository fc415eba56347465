package org.tidewaiter.inventory.linux;

import java.util.Optional;
import java.util.Set;
import org.tidewaiter.inventory.text.Excerpt;
import org.tidewaiter.model.Distribution;

/// The distributions that we know, by their `ID` in `os-release` in lower case. A distribution that
/// is not listed is never taken for the one that it is derived from: what it changed there is not
/// known, and neither is who judges its packages.
final class KnownDistributions {
    private static final Set<String> IDS =
            Set.of(
                    "almalinux",
                    "alpaquita",
                    "alpine",
                    "amzn",
                    "arch",
                    "azurelinux",
                    "bellsoft-hardened-containers",
                    "bottlerocket",
                    "centos",
                    "chainguard",
                    "debian",
                    "echo",
                    "fedora",
                    "flatcar",
                    "gentoo",
                    "hummingbird",
                    "mageia",
                    "mariner",
                    "minimos",
                    "nixos",
                    "ol",
                    "openeuler",
                    "opensuse", // before Leap
                    "opensuse-leap",
                    "opensuse-microos",
                    "opensuse-tumbleweed",
                    "openwrt",
                    "photon",
                    "postmarketos",
                    "raspbian",
                    "rhcos",
                    "rhel",
                    "rocky",
                    "secureos",
                    "sl-micro",
                    "sle-micro",
                    "sle-micro-rancher",
                    "sled",
                    "sles",
                    "sles_sap",
                    "suse-microos",
                    "ubuntu",
                    "wolfi");

    private KnownDistributions() {}

    /// What a reader has to say of a distribution that we do not know; nothing of one we know.
    static Optional<String> gap(Distribution is) {
        if (IDS.contains(is.id())) {
            return Optional.empty();
        }
        var unknown = "the distribution '%s' is not known".formatted(Excerpt.of(is.id()));
        return Optional.of(
                is.like().stream()
                        .filter(IDS::contains)
                        .findFirst()
                        .map(parent ->
                                unknown
                                        + ": it is derived from %s, but not judged as that one is"
                                                .formatted(parent))
                        .orElse(unknown));
    }
}
