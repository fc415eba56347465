package org.tidewaiter.inventory.linux;

import java.util.Comparator;
import java.util.List;

/// The files in which distributions say what they are.
public final class DistributionFiles {
    static final String OPENWRT = "etc/openwrt_release";
    static final String LSB = "etc/lsb-release";
    static final String ALPINE = "etc/alpine-release";
    static final String SUSE = "etc/SuSE-release";
    static final String ARCH = "etc/arch-release";
    static final String DEBIAN = "etc/debian_version";

    static final List<String> OS_RELEASE = List.of("etc/os-release", "usr/lib/os-release");

    /// For images without an `os-release`. Those that a derivative inherits and leaves as they were
    /// come behind its own: Ubuntu has Debian's, Oracle Linux has Red Hat's.
    static final List<String> OF_ONE_DISTRIBUTION =
            List.of(
                    OPENWRT,
                    LSB,
                    ALPINE,
                    SUSE,
                    "etc/oracle-release",
                    "etc/rocky-release",
                    "etc/almalinux-release",
                    "etc/centos-release",
                    "etc/fedora-release",
                    "etc/mageia-release",
                    "etc/openEuler-release",
                    "etc/photon-release",
                    "etc/azurelinux-release",
                    "etc/mariner-release",
                    "etc/gentoo-release",
                    "etc/system-release",
                    "etc/redhat-release",
                    ARCH,
                    DEBIAN);

    private DistributionFiles() {}

    /// Of paths: the file comes first that says best what the image is, `/etc` before `/usr/lib`.
    ///
    /// @see "os-release(5)"
    public static final Comparator<String> BEST_FIRST =
            Comparator.comparingInt(DistributionFiles::rank).thenComparing(path -> path);

    private static int rank(String path) {
        int general = OS_RELEASE.indexOf(path);
        if (general >= 0) {
            return general;
        }
        int own = OF_ONE_DISTRIBUTION.indexOf(path);
        return own < 0 ? Integer.MAX_VALUE : OS_RELEASE.size() + own;
    }
}
