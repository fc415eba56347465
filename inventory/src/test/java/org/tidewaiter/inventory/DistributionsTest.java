package org.tidewaiter.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.testkit.image.TarBuilder.tar;
import static org.tidewaiter.testkit.packages.ApkInstalled.apkInstalled;
import static org.tidewaiter.testkit.packages.DpkgStatus.dpkgStatus;
import static org.tidewaiter.testkit.packages.RpmHeader.rpmHeader;
import static org.tidewaiter.testkit.packages.RpmSqlite.rpmSqlite;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidewaiter.model.Distribution;
import org.tidewaiter.model.Gap;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.testkit.image.TarBuilder;

/// Every distribution that we know, as its images say what they are.
class DistributionsTest {
    @ParameterizedTest
    @CsvSource({
        "debian, 12, Debian GNU/Linux 12 (bookworm), deb, debian-12",
        "debian, '', Debian GNU/Linux trixie/sid, deb, debian",
        "ubuntu, 22.04, Ubuntu 22.04.4 LTS, deb, ubuntu-22.04",
        "raspbian, 11, Raspbian GNU/Linux 11 (bullseye), deb, raspbian-11",
        "echo, 1, Echo Linux, deb, echo-1",
        "alpine, 3.20.3, Alpine Linux v3.20, apk, alpine-3.20.3",
        "alpine, 3.21.0_alpha20240807, Alpine Linux edge, apk, alpine-3.21.0_alpha20240807",
        "wolfi, 20230201, Wolfi, apk, wolfi-20230201",
        "chainguard, 20230214, Chainguard, apk, chainguard-20230214",
        "minimos, 20250101, MinimOS, apk, minimos-20250101",
        "alpaquita, stream, BellSoft Alpaquita Linux Stream (musl), apk, alpaquita-stream",
        "bellsoft-hardened-containers, stream, BellSoft Hardened Containers, apk,"
                + " bellsoft-hardened-containers-stream",
        "postmarketos, v24.06, postmarketOS v24.06, apk, postmarketos-v24.06",
        "secureos, 1, SecureOS 1, apk, secureos-1",
        "rhel, 9.4, Red Hat Enterprise Linux 9.4 (Plow), rpm, rhel-9.4",
        "rhcos, 4.14, Red Hat Enterprise Linux CoreOS, rpm, rhcos-4.14",
        "hummingbird, 1, Red Hat Hummingbird, rpm, hummingbird-1",
        "centos, 7, CentOS Linux 7 (Core), rpm, centos-7",
        "centos, 9, CentOS Stream 9, rpm, centos-9",
        "rocky, 9.4, Rocky Linux 9.4 (Blue Onyx), rpm, rocky-9.4",
        "almalinux, 9.4, AlmaLinux 9.4 (Seafoam Ocelot), rpm, almalinux-9.4",
        "ol, 8.10, Oracle Linux Server 8.10, rpm, ol-8.10",
        "fedora, 40, Fedora Linux 40 (Container Image), rpm, fedora-40",
        "amzn, 2018.03, Amazon Linux AMI 2018.03, rpm, amzn-2018.03",
        "amzn, 2, Amazon Linux 2, rpm, amzn-2",
        "amzn, 2023, Amazon Linux 2023, rpm, amzn-2023",
        "mariner, 2.0, CBL-Mariner/Linux, rpm, mariner-2.0",
        "azurelinux, 3.0, Microsoft Azure Linux 3.0, rpm, azurelinux-3.0",
        "photon, 5.0, VMware Photon OS/Linux, rpm, photon-5.0",
        "sles, 15.5, SUSE Linux Enterprise Server 15 SP5, rpm, sles-15.5",
        "sled, 15.5, SUSE Linux Enterprise Desktop 15 SP5, rpm, sled-15.5",
        "sle-micro, 5.5, SUSE Linux Enterprise Micro 5.5, rpm, sle-micro-5.5",
        "sl-micro, 6.0, SUSE Linux Micro 6.0, rpm, sl-micro-6.0",
        "opensuse-leap, 15.6, openSUSE Leap 15.6, rpm, opensuse-leap-15.6",
        "opensuse-tumbleweed, 20240809, openSUSE Tumbleweed, rpm, opensuse-tumbleweed-20240809",
        "opensuse-microos, 20240809, openSUSE MicroOS, rpm, opensuse-microos-20240809",
        "mageia, 9, Mageia 9, rpm, mageia-9",
        "openEuler, 22.03, openEuler 22.03 LTS, rpm, openeuler-22.03",
        "bottlerocket, 1.20.0, Bottlerocket OS 1.20.0, rpm, bottlerocket-1.20.0",
    })
    void aDistributionNamesItsPackages(
            String id, String version, String name, String type, String release) throws Exception {
        var inventory = inventory(osRelease(id, version, name, ""), database(type));

        var is = inventory.distribution().orElseThrow();
        assertThat(is.versionId()).isEqualTo(version);
        assertThat(is.name()).isEqualTo(name);
        assertThat(inventory.packages())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.purl().type()).isEqualTo(type);
                    assertThat(one.purl().namespace()).isEqualTo(is.id());
                    assertThat(one.purl().qualifier("distro")).isEqualTo(release);
                });
        assertThat(inventory.gaps()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"arch", "gentoo", "flatcar", "nixos", "openwrt"})
    void aDistributionWhosePackagesAreOfNoneOfTheseKindsIsKnownToo(String id) throws Exception {
        assertThat(inventory(osRelease(id, "1", id, "")).gaps()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "etc/redhat-release | CentOS release 6.10 (Final) | centos | 6.10",
                "etc/redhat-release | Red Hat Enterprise Linux Server release 6.10 (Santiago)"
                        + " | rhel | 6.10",
                "etc/redhat-release | Fedora release 20 (Heisenbug) | fedora | 20",
                "etc/rocky-release | Rocky Linux release 8.9 (Green Obsidian) | rocky | 8.9",
                "etc/almalinux-release | AlmaLinux release 8.9 (Midnight Oncilla) | almalinux | 8.9",
                "etc/oracle-release | Oracle Linux Server release 6.10 | ol | 6.10",
                "etc/system-release | Amazon Linux AMI release 2018.03 | amzn | 2018.03",
                "etc/system-release | Amazon Linux release 2 (Karoo) | amzn | 2",
                "etc/mageia-release | Mageia release 9 (Official) for x86_64 | mageia | 9",
                "etc/openEuler-release | openEuler release 22.03 (LTS-SP3) | openeuler | 22.03",
                "etc/photon-release | VMware Photon OS 4.0 | photon | 4.0",
                "etc/mariner-release | CBL-Mariner 2.0.20230107 | mariner | 2.0.20230107",
                "etc/azurelinux-release | Azure Linux 3.0.20240727 | azurelinux | 3.0.20240727",
                "etc/gentoo-release | Gentoo Base System release 2.15 | gentoo | 2.15",
                "etc/alpine-release | 3.4.6 | alpine | 3.4.6",
                "etc/debian_version | 7.11 | debian | 7",
                "etc/arch-release | '' | arch | ''",
            })
    void anImageWithoutAnOsReleaseIsToldByTheFileOfItsDistribution(
            String path, String text, String id, String version) throws Exception {
        var inventory = inventory(tar().file(path, text));
        assertThat(inventory.distribution().orElseThrow())
                .extracting(Distribution::id, Distribution::versionId)
                .containsExactly(id, version);
        assertThat(inventory.gaps()).isEmpty();
    }

    @Test
    void suseWritesItsServicePackInALineOfItsOwn() throws Exception {
        var inventory =
                inventory(
                        tar().file(
                                        "etc/SuSE-release",
                                        """
                                        SUSE Linux Enterprise Server 11 (x86_64)
                                        VERSION = 11
                                        PATCHLEVEL = 4
                                        """));
        assertThat(inventory.distribution().orElseThrow())
                .extracting(Distribution::id, Distribution::versionId)
                .containsExactly("sles", "11.4");
    }

    @Test
    void aDerivativesOwnFileComesBeforeThatOfItsParent() throws Exception {
        var oracle =
                inventory(
                        tar().file("etc/oracle-release", "Oracle Linux Server release 6.10\n")
                                .file(
                                        "etc/redhat-release",
                                        "Red Hat Enterprise Linux Server release 6.10\n"));
        assertThat(oracle.distribution().orElseThrow().id()).isEqualTo("ol");

        var ubuntu =
                inventory(
                        tar().file("etc/debian_version", "squeeze/sid\n")
                                .file(
                                        "etc/lsb-release",
                                        """
                                        DISTRIB_ID=Ubuntu
                                        DISTRIB_RELEASE=10.04
                                        DISTRIB_CODENAME=lucid
                                        DISTRIB_DESCRIPTION="Ubuntu 10.04.4 LTS"
                                        """));
        assertThat(ubuntu.distribution().orElseThrow())
                .extracting(Distribution::id, Distribution::versionId, Distribution::codename)
                .containsExactly("ubuntu", "10.04", "lucid");
    }

    @Test
    void aDerivativeThatIsNotKnownIsNotTakenForItsParent() throws Exception {
        var inventory = inventory(osRelease("pop", "22.04", "Pop!_OS 22.04 LTS", "ubuntu debian"));
        assertThat(inventory.distribution().orElseThrow().id()).isEqualTo("pop");
        assertThat(inventory.gaps())
                .extracting(Gap::reason)
                .containsExactly(
                        "os-release: the distribution 'pop' is not known: it is derived from"
                                + " ubuntu, but not judged as that one is");
    }

    @Test
    void aDistributionThatIsNotKnownIsAGap() throws Exception {
        assertThat(inventory(osRelease("made-up", "1", "Made Up", "unheard-of")).gaps())
                .extracting(Gap::reason)
                .containsExactly("os-release: the distribution 'made-up' is not known");
        assertThat(inventory(tar().file("etc/redhat-release", "Made Up Linux 9\n")).gaps())
                .extracting(Gap::reason)
                .containsExactly(
                        "release-file: names no release of a distribution that is known:"
                                + " 'Made Up Linux 9'");
    }

    private static TarBuilder database(String type) {
        return switch (type) {
            case "deb" ->
                    tar().file("var/lib/dpkg/status", dpkgStatus().with("a", "1-1", "all").text());
            case "apk" ->
                    tar().file("lib/apk/db/installed", apkInstalled().with("a", "1-r1").text());
            default ->
                    tar().file(
                                    "var/lib/rpm/rpmdb.sqlite",
                                    rpmSqlite().with(rpmHeader("a", "1", "1").bytes()).bytes());
        };
    }

    private static TarBuilder osRelease(String id, String version, String name, String like) {
        return tar().file(
                        "etc/os-release",
                        """
                        NAME="%s"
                        ID="%s"
                        VERSION_ID="%s"
                        ID_LIKE="%s"
                        """
                                .formatted(name, id, version, like));
    }

    private static Inventory inventory(TarBuilder... layers) throws ProblemException {
        return BuiltLayers.inventory(layers);
    }
}
