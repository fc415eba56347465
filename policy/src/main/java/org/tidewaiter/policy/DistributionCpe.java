package org.tidewaiter.policy;

import java.util.List;
import java.util.Map;
import org.tidewaiter.model.Distribution;

/// Tells from a CPE of either form whether it names the release of a distribution. One that names a
/// part or a line of it (`rhel_eus`, `sle-module-basesystem`) is not it, since an image does not
/// say which of them it follows.
final class DistributionCpe {
    private static final Map<String, String> IDS =
            Map.ofEntries(
                    Map.entry("redhat:enterprise_linux", "rhel"),
                    Map.entry("suse:sles", "sles"),
                    Map.entry("suse:sled", "sled"),
                    Map.entry("suse:sle-micro", "sle-micro"),
                    Map.entry("suse:sl-micro", "sl-micro"),
                    Map.entry("opensuse:leap", "opensuse-leap"),
                    Map.entry("opensuse:tumbleweed", "opensuse-tumbleweed"),
                    Map.entry("debian:debian_linux", "debian"),
                    Map.entry("canonical:ubuntu_linux", "ubuntu"),
                    Map.entry("alpinelinux:alpine_linux", "alpine"),
                    Map.entry("almalinux:almalinux", "almalinux"),
                    Map.entry("rocky:rocky", "rocky"),
                    Map.entry("oracle:linux", "ol"),
                    Map.entry("amazon:linux", "amzn"),
                    Map.entry("fedoraproject:fedora", "fedora"));

    private DistributionCpe() {}

    /// @param cpe for example `cpe:/o:redhat:enterprise_linux:9::baseos` or
    ///   `cpe:2.3:o:debian:debian_linux:12:*:…`
    static boolean is(String cpe, Distribution distribution) {
        var parts =
                List.of(cpe.replaceFirst("^cpe:(/|2\\.3:)", "").replace("\\", "").split(":", -1));
        if (parts.size() < 3) {
            return false;
        }
        var id = IDS.get(parts.get(1) + ":" + parts.get(2));
        return distribution.id().equals(id) && isVersion(version(parts), distribution.versionId());
    }

    /// SUSE's service pack is the update.
    private static String version(List<String> parts) {
        var version = parts.size() > 3 ? parts.get(3) : "";
        var update = parts.size() > 4 ? parts.get(4) : "";
        return update.matches("sp\\d+") ? version + "." + update.substring(2) : version;
    }

    /// Version 9 is 9.4 too.
    private static boolean isVersion(String stated, String own) {
        return stated.isEmpty()
                || stated.equals("*")
                || stated.equals("-")
                || own.equals(stated)
                || own.startsWith(stated + ".");
    }
}
