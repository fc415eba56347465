package org.tidewaiter.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.Location;
import org.tidewaiter.model.Presence;
import org.tidewaiter.testkit.image.TarBuilder;

/// Package databases that are many files, as an image of several layers has them.
class OtherDatabasesTest {
    @Test
    void aPackageOfArchIsOfTheDistributionAndOwnsItsFiles() throws Exception {
        var inventory =
                BuiltLayers.inventory(
                        os("arch").file("usr/bin/bash", ""),
                        tar().file(
                                        "var/lib/pacman/local/bash-5.2-1/desc",
                                        "%NAME%\nbash\n\n%VERSION%\n5.2-1\n")
                                .file(
                                        "var/lib/pacman/local/bash-5.2-1/files",
                                        "%FILES%\nusr/\nusr/bin/\nusr/bin/bash\n"));
        assertThat(purls(inventory)).containsExactly("pkg:alpm/arch/bash@5.2-1?distro=arch");
        assertThat(inventory.files().owned().files()).isEqualTo(1);
    }

    @Test
    void aPackageThatWasUpgradedIsThereOnce() throws Exception {
        var inventory =
                BuiltLayers.inventory(
                        os("arch")
                                .file(
                                        "var/lib/pacman/local/bash-5.1-1/desc",
                                        "%NAME%\nbash\n\n%VERSION%\n5.1-1\n"),
                        tar().whiteout("var/lib/pacman/local/bash-5.1-1")
                                .file(
                                        "var/lib/pacman/local/bash-5.2-1/desc",
                                        "%NAME%\nbash\n\n%VERSION%\n5.2-1\n"));
        assertThat(purls(inventory)).containsExactly("pkg:alpm/arch/bash@5.2-1?distro=arch");
        assertThat(inventory.packages())
                .filteredOn(one -> one.presence() == Presence.DELETED)
                .hasSize(1);
        assertThat(inventory.gaps()).isEmpty();
    }

    @Test
    void aPackageOfGentooKeepsItsCategoryAndOwnsItsFiles() throws Exception {
        var folder = "var/db/pkg/app-shells/bash-5.2_p26/";
        var inventory =
                BuiltLayers.inventory(
                        os("gentoo")
                                .file(folder + "PF", "bash-5.2_p26\n")
                                .file(folder + "CONTENTS", "obj /bin/bash 00 1\n")
                                .file(folder + "LICENSE", "GPL-3+\n")
                                .file("bin/bash", ""));
        assertThat(purls(inventory))
                .containsExactly("pkg:ebuild/app-shells/bash@5.2_p26?distro=gentoo");
        assertThat(inventory.packages().getFirst().licences()).containsExactly("GPL-3+");
        assertThat(inventory.files().owned().files()).isEqualTo(1);
    }

    @Test
    void aPackageOfOpenWrtOwnsItsFiles() throws Exception {
        var inventory =
                BuiltLayers.inventory(
                        os("openwrt")
                                .file(
                                        "usr/lib/opkg/status",
                                        "Package: a\nVersion: 1\nStatus: install ok installed\n")
                                .file("usr/lib/opkg/info/a.list", "/bin/a\n")
                                .file("bin/a", ""));
        assertThat(purls(inventory)).containsExactly("pkg:opkg/openwrt/a@1?distro=openwrt");
        assertThat(inventory.packages().getFirst().ecosystemName()).isEqualTo("a");
        assertThat(inventory.files().owned().files()).isEqualTo(1);
    }

    @Test
    void aPackageOfNixIsLiveIfItsDirectoryIs() throws Exception {
        var hash = "0c1b3qwvnlsxz8d9kfagj5hr2mip4y67";
        var bash = "nix/store/%s-bash-5.2".formatted(hash);
        var gone = "nix/store/%s-jq-1.7".formatted(hash);
        var inventory =
                BuiltLayers.inventory(
                        tar().file(gone + "/bin/jq", ""),
                        tar().file(bash + "/bin/bash", "").whiteout(gone));
        assertThat(purls(inventory)).containsExactly("pkg:nix/bash@5.2?drvhash=" + hash);
        assertThat(inventory.packages().getFirst().locations())
                .containsExactly(new Location(bash, OptionalInt.of(1)));
        assertThat(inventory.files().unexplained().files()).isZero();
    }

    private static TarBuilder os(String id) {
        return tar().file("etc/os-release", "ID=%s\nNAME=%s\n".formatted(id, id));
    }

    private static List<String> purls(Inventory inventory) {
        return inventory.livePackages().stream().map(one -> one.purl().toString()).toList();
    }
}
