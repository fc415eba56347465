package org.tidewaiter.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.tidewaiter.testkit.image.TarBuilder.tar;
import static org.tidewaiter.testkit.packages.RpmHeader.rpmHeader;
import static org.tidewaiter.testkit.packages.RpmSqlite.rpmSqlite;
import static org.tidewaiter.testkit.packages.SqliteLog.sqliteLog;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.Presence;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.testkit.image.TarBuilder;
import org.tidewaiter.testkit.packages.RpmHeader;

/// Packages of rpm as an image of several layers has them.
class RpmPackagesTest {
    private static final String DATABASE = "var/lib/rpm/rpmdb.sqlite";
    private static final byte[] OLD = database(rpmHeader("libssh", "0.10.4", "8.el9"));
    private static final byte[] NEW = database(rpmHeader("libssh", "0.10.4", "13.el9"));

    @Test
    void aPackageIsOfTheDistributionAndNamesItsSourceByTheFileOfIt() throws Exception {
        var header =
                rpmHeader("perl-Errno", "1.30", "481.el9").source("perl-5.32.1-481.el9.src.rpm");
        var inventory = BuiltLayers.inventory(rocky().file(DATABASE, database(header.epoch(0))));

        assertThat(purls(inventory, Presence.LIVE))
                .containsExactly(
                        "pkg:rpm/rocky/perl-Errno@1.30-481.el9?arch=x86_64&distro=rocky-9.4&epoch=0"
                                + "&upstream=perl-5.32.1-481.el9.src.rpm");
        assertThat(inventory.packages().getFirst().source().orElseThrow().version())
                .isEqualTo("5.32.1-481.el9");
    }

    @Test
    void aPackageOfAnotherRepositoryIsNotOfTheDistribution() throws Exception {
        var inventory =
                BuiltLayers.inventory(
                        rocky().file(
                                        DATABASE,
                                        rpmSqlite()
                                                .with(built("bash", "Rocky Enterprise Software"))
                                                .with(built("jq", "Fedora Project"))
                                                .with(built("docker-ce", "Docker <a@b.example>"))
                                                .with(rpmHeader("own", "1", "1"))
                                                .bytes()));
        assertThat(purls(inventory, Presence.LIVE))
                .containsExactly(
                        "pkg:rpm/docker/docker-ce@1-1?arch=x86_64&distro=rocky-9.4",
                        "pkg:rpm/fedora-project/jq@1-1?arch=x86_64&distro=rocky-9.4",
                        "pkg:rpm/rocky/bash@1-1?arch=x86_64&distro=rocky-9.4",
                        "pkg:rpm/rocky/own@1-1?arch=x86_64&distro=rocky-9.4");
    }

    @Test
    void aDistributionWhoseBuildersAreNotKnownIsTakenToHaveBuiltItsPackages() throws Exception {
        var inventory =
                BuiltLayers.inventory(
                        tar().file("etc/os-release", "ID=mageia\nVERSION_ID=9\n")
                                .file(DATABASE, database(built("bash", "Mageia.Org"))));
        assertThat(purls(inventory, Presence.LIVE))
                .containsExactly("pkg:rpm/mageia/bash@1-1?arch=x86_64&distro=mageia-9");
    }

    @Test
    void aLayerHasTheRepositoriesThatItOrTheLayerBelowItNames() throws Exception {
        var base = rpmHeader("base", "1", "1");
        var middle = rpmHeader("middle", "1", "1");
        var own = rpmHeader("own", "1", "1");
        var inventory =
                BuiltLayers.inventory(
                        rocky().file(DATABASE, rpmSqlite().with(base).bytes()),
                        manifest("base", "rhel-8-for-x86_64-baseos-rpms__8_DOT_4"),
                        manifest("middle", "rhel-8-for-x86_64-appstream-rpms")
                                .file(DATABASE, rpmSqlite().with(base).with(middle).bytes()),
                        tar().file(
                                        DATABASE,
                                        rpmSqlite().with(base).with(middle).with(own).bytes()));
        assertThat(inventory.livePackages())
                .extracting(one -> one.purl().name(), SoftwarePackage::repositories)
                .containsExactly(
                        tuple("base", List.of("rhel-8-for-x86_64-baseos-rpms")),
                        tuple("middle", List.of("rhel-8-for-x86_64-appstream-rpms")),
                        tuple("own", List.of("rhel-8-for-x86_64-appstream-rpms")));
    }

    private static RpmHeader built(String name, String vendor) {
        return rpmHeader(name, "1", "1").text(1011, vendor);
    }

    private static TarBuilder manifest(String name, String contentSet) {
        return tar().file(
                        "root/buildinfo/content_manifests/%s-1-1.json".formatted(name),
                        "{\"metadata\":{},\"content_sets\":[\"%s\"]}".formatted(contentSet));
    }

    @Test
    void whatTheLogOfALaterLayerSaysReplacesWhatTheDatabaseSaid() throws Exception {
        var log = sqliteLog(4_096).change(OLD, NEW).bytes();
        var inventory =
                BuiltLayers.inventory(
                        rocky().file(DATABASE, OLD), tar().file(DATABASE + "-wal", log));

        assertThat(purls(inventory, Presence.LIVE))
                .containsExactly("pkg:rpm/rocky/libssh@0.10.4-13.el9?arch=x86_64&distro=rocky-9.4");
        assertThat(purls(inventory, Presence.SHADOWED))
                .containsExactly("pkg:rpm/rocky/libssh@0.10.4-8.el9?arch=x86_64&distro=rocky-9.4");
        assertThat(inventory.packages())
                .filteredOn(one -> one.presence() == Presence.LIVE)
                .singleElement()
                .satisfies(one -> assertThat(one.locations().getFirst().layer()).hasValue(1));
    }

    @Test
    void aDatabaseAndItsLogInOneLayerAreOne() throws Exception {
        var log = sqliteLog(4_096).change(OLD, NEW).bytes();
        var inventory =
                BuiltLayers.inventory(rocky().file(DATABASE, OLD).file(DATABASE + "-wal", log));

        assertThat(inventory.packages())
                .extracting(one -> one.version())
                .containsExactly("0.10.4-13.el9");
    }

    @Test
    void theDatabaseOfOstreeIsFoundThoughItIsAHardLink() throws Exception {
        var inventory =
                BuiltLayers.inventory(
                        rocky().file("sysroot/ostree/repo/objects/ab/cd.file", NEW)
                                .hardLink(
                                        "usr/share/rpm/rpmdb.sqlite",
                                        "sysroot/ostree/repo/objects/ab/cd.file"));

        assertThat(purls(inventory, Presence.LIVE)).hasSize(1);
    }

    @Test
    void aDatabaseThatHasTwoNamesIsListedOnce() throws Exception {
        var inventory =
                BuiltLayers.inventory(
                        rocky().file("usr/lib/sysimage/rpm/rpmdb.sqlite", NEW)
                                .symlink("var/lib/rpm", "../../usr/lib/sysimage/rpm"));

        assertThat(inventory.packages()).hasSize(1);
        assertThat(inventory.packages().getFirst().locations()).hasSize(1);
    }

    @Test
    void whatAPackageOwnsIsItsOwnAlsoIfAnotherLayerBroughtTheDatabase() throws Exception {
        var metadata = "usr/lib/python3.9/site-packages/six-1.15.0.dist-info/METADATA";
        var header = rpmHeader("python3-six", "1.15.0", "9.el9").file("/" + metadata);
        var inventory =
                BuiltLayers.inventory(
                        rocky().file(
                                        metadata,
                                        "Metadata-Version: 2.1\nName: six\nVersion: 1.15.0\n"),
                        tar().file(DATABASE, database(header)));

        assertThat(inventory.packages())
                .filteredOn(one -> one.purl().type().equals("pypi"))
                .singleElement()
                .satisfies(six ->
                        assertThat(six.owner().map(Purl::name))
                                .isEqualTo(Optional.of("python3-six")));
    }

    private static TarBuilder rocky() {
        return tar().file(
                        "etc/os-release",
                        "ID=\"rocky\"\nVERSION_ID=\"9.4\"\nPRETTY_NAME=\"Rocky Linux 9.4\"\n");
    }

    private static byte[] database(RpmHeader header) {
        return rpmSqlite().with(header).bytes();
    }

    private static List<String> purls(Inventory inventory, Presence presence) {
        return inventory.packages().stream()
                .filter(one -> one.presence() == presence)
                .map(one -> one.purl().toString())
                .toList();
    }
}
