package org.tidewaiter.inventory;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.tidewaiter.testkit.image.TarBuilder.tar;
import static org.tidewaiter.testkit.packages.ApkInstalled.apkInstalled;
import static org.tidewaiter.testkit.packages.DpkgStatus.dpkgStatus;
import static org.tidewaiter.testkit.packages.GoBinary.goBinary;
import static org.tidewaiter.testkit.packages.Jar.jar;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.tidewaiter.inventory.dotnet.PeFile;
import org.tidewaiter.model.CodeIndex;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.Location;
import org.tidewaiter.model.NameSet;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.Sha1;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.testkit.image.TarBuilder;

class InventoryAssemblyTest {
    private static final String STATUS = "var/lib/dpkg/status";
    private static final String BOOKWORM = "ID=debian\nVERSION_ID=\"12\"\n";

    @Test
    void aPackageOfADistributionIsNamedByIt() throws Exception {
        var inventory =
                inventory(
                        debian(
                                dpkgStatus()
                                        .with(
                                                "libc6",
                                                "2.36-9+b1",
                                                "amd64",
                                                "Source: glibc (2.36-9)")
                                        .with("dash", "0.5.12-2", "amd64")
                                        .text()));
        assertThat(purls(inventory))
                .containsExactly(
                        "pkg:deb/debian/dash@0.5.12-2?arch=amd64&distro=debian-12",
                        "pkg:deb/debian/libc6@2.36-9%2Bb1?arch=amd64&distro=debian-12"
                                + "&upstream=glibc%402.36-9");
        assertThat(inventory.distribution().orElseThrow().id()).isEqualTo("debian");
    }

    @Test
    void alpinePackagesOwnTheirFiles() throws Exception {
        var inventory =
                inventory(
                        tar().file("etc/os-release", "ID=alpine\nVERSION_ID=3.20.3\n")
                                .file(
                                        "lib/apk/db/installed",
                                        apkInstalled()
                                                .with("musl", "1.2.5-r0", "lib/ld-musl.so")
                                                .text())
                                .file("lib/ld-musl.so", "")
                                .file("srv/mine", ""));
        assertThat(purls(inventory))
                .containsExactly("pkg:apk/alpine/musl@1.2.5-r0?arch=x86_64&distro=alpine-3.20.3");
        assertThat(Shares.of(inventory)).isEqualTo(new Shares(1, 2, 0, 1));
    }

    @Test
    void packagesWithoutADistributionAreAGap() throws Exception {
        var inventory = inventory(tar().file(STATUS, dpkgStatus().with("dash", "1", "all").text()));
        assertThat(purls(inventory)).containsExactly("pkg:deb/dash@1?arch=all");
        assertThat(inventory.gaps())
                .extracting("reason")
                .containsExactly("no file says which distribution these packages are of");
    }

    @Test
    void aProgramIsReportedByItsContentOnlyWhereTheDistributionDoesNotOwnIt() throws Exception {
        var curl = "\u007fELF\0curl/8.5.0\0";
        var inventory =
                inventory(
                        debian(dpkgStatus().with("curl", "8.4.0-1", "amd64").text())
                                .file("var/lib/dpkg/info/curl.list", "/usr/bin/curl\n")
                                .file("usr/bin/curl", curl)
                                .file("opt/bin/curl", curl));

        assertThat(inventory.packages())
                .filteredOn(one -> one.foundBy().equals("program"))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.purl()).hasToString("pkg:generic/curl@8.5.0");
                    assertThat(one.locations())
                            .containsExactly(new Location("opt/bin/curl", OptionalInt.of(0)));
                });
    }

    @Test
    void theMachineOfAJavaRuntimeIsNamedByTheRuntimeThatItIsIn() throws Exception {
        var machine = "\u007fELF\0OpenJDK 64-Bit Server VM (17.0.12+7) for linux-amd64\0";
        var inventory =
                inventory(
                        tar().file(
                                        "opt/java/openjdk/release",
                                        "IMPLEMENTOR=\"Azul\"\nJAVA_VERSION=\"17.0.12\"\n")
                                .file("opt/java/openjdk/lib/server/libjvm.so", machine)
                                .file("opt/app/lib/libjvm.so", machine));

        assertThat(inventory.packages())
                .extracting(one -> one.purl().toString(), one -> one.locations().getFirst().path())
                .containsExactly(
                        tuple("pkg:generic/azul/jdk@17.0.12", "opt/java/openjdk/release"),
                        tuple("pkg:generic/openjdk@17.0.12%2B7", "opt/app/lib/libjvm.so"));
    }

    @Test
    void archivesThatAreTakenForTheSameKeepTheirSha1s() throws Exception {
        var one = jar().manifest("Implementation-Version: 1.4").bytes();
        var other = jar().manifest("Implementation-Version: 1.4", "Built-By: me").bytes();
        var inventory =
                inventory(
                        tar().file("a/thing.jar", one)
                                .file("b/thing.jar", other)
                                .file("c/thing.jar", one));

        assertThat(inventory.packages())
                .singleElement()
                .satisfies(thing ->
                        assertThat(thing.sha1s())
                                .containsExactlyInAnyOrder(
                                        Sha1.of(ByteBuffer.wrap(one)),
                                        Sha1.of(ByteBuffer.wrap(other)))
                                .isSorted());
    }

    @Test
    void aBundleIsAGapOnlyWhereTheDistributionDoesNotOwnIt() throws Exception {
        var inventory =
                inventory(
                        debian(dpkgStatus().with("ui", "1", "all").text())
                                .file("var/lib/dpkg/info/ui.list", "/usr/share/ui/main.js\n")
                                .file("usr/share/ui/main.js", "self.webpackChunk")
                                .file("srv/main.js", "self.webpackChunk"));

        assertThat(inventory.gaps()).extracting("path").containsExactly("srv/main.js");
    }

    @Test
    void anAssemblyIsReportedByItsVersionOnlyWhereNoPackageOwnsIt() throws Exception {
        var assembly =
                PeFile.assembly()
                        .with("FileVersion", "13.0.3.27908")
                        .with("OriginalFilename", "Newtonsoft.Json.dll")
                        .with("ProductVersion", "13.0.3")
                        .bytes();
        var inventory =
                inventory(
                        tar().file(
                                        "app/app.deps.json",
                                        """
                                        {"targets": {"net8.0": {"Newtonsoft.Json/13.0.4":
                                          {"runtime": {"lib/net6.0/Newtonsoft.Json.dll": {}}}}},
                                         "libraries": {
                                           "Newtonsoft.Json/13.0.4": {"type": "package"}}}
                                        """)
                                .file("app/Newtonsoft.Json.dll", assembly)
                                .file("other/Newtonsoft.Json.dll", assembly));

        assertThat(inventory.packages())
                .extracting(one -> one.purl() + " in " + one.locations().getFirst().path())
                .containsExactly(
                        "pkg:nuget/Newtonsoft.Json@13.0.3 in other/Newtonsoft.Json.dll",
                        "pkg:nuget/Newtonsoft.Json@13.0.4 in app/app.deps.json");
    }

    @Test
    void aFileOfAnotherDistributionKeepsTheOneThatItNames() throws Exception {
        var note =
                "\u007fELF~\u001a\u00fe\u00caFDO\0"
                        + "{\"type\":\"rpm\",\"os\":\"fedora\",\"osVersion\":\"40\","
                        + "\"name\":\"ship\",\"version\":\"1-2\"}\0";
        var inventory =
                inventory(
                        debian(dpkgStatus().with("a", "1", "all").text())
                                .file("opt/ship", note.getBytes(ISO_8859_1)));

        assertThat(purls(inventory)).contains("pkg:rpm/fedora/ship@1-2?distro=fedora-40");
        assertThat(inventory.gaps()).isEmpty();
    }

    @Test
    void etcOsReleaseComesBeforeAllOthers() throws Exception {
        var inventory =
                inventory(
                        tar().file("usr/lib/os-release", "ID=b\n")
                                .file("etc/os-release", "ID=a\n")
                                .file("etc/debian_version", "12.5\n"));
        assertThat(inventory.distribution().orElseThrow().id()).isEqualTo("a");
        assertThat(
                        inventory(tar().file("etc/debian_version", "12.5\n"))
                                .distribution()
                                .orElseThrow()
                                .versionId())
                .isEqualTo("12");
    }

    @Test
    void theReleaseThatAlpinesPackagesComeFromIsTheCodename() throws Exception {
        var inventory =
                inventory(
                        tar().file("etc/os-release", "ID=alpine\nVERSION_ID=3.20.3\n")
                                .file("etc/apk/repositories", "https://example.org/edge/main\n"));
        assertThat(inventory.distribution().orElseThrow().versionId()).isEqualTo("3.20.3");
        assertThat(inventory.distribution().orElseThrow().codename()).isEqualTo("edge");
    }

    @Test
    void aPackageIsOfTheFirstLayerFromWhichItIsThereUnchanged() throws Exception {
        var inventory =
                inventory(
                        debian(dpkgStatus().with("a", "1", "all").with("b", "1", "all").text()),
                        status(dpkgStatus().with("a", "1", "all").with("b", "2", "all").text()),
                        status(
                                dpkgStatus()
                                        .with("a", "1", "all")
                                        .with("b", "2", "all")
                                        .with("c", "1", "all")
                                        .text()));
        assertThat(summary(inventory))
                .containsExactly("a 1 LIVE 0", "b 1 SHADOWED 0", "b 2 LIVE 1", "c 1 LIVE 2");
    }

    @Test
    void aRemovedPackageIsDeletedAndAddedAgainItCountsFromThere() throws Exception {
        var with = dpkgStatus().with("a", "1", "all").with("b", "1", "all").text();
        var without = dpkgStatus().with("b", "1", "all").text();
        assertThat(summary(inventory(debian(with), status(without))))
                .containsExactly("a 1 DELETED 0", "b 1 LIVE 0");
        assertThat(summary(inventory(debian(with), status(without), status(with))))
                .containsExactly("a 1 LIVE 2", "a 1 SHADOWED 0", "b 1 LIVE 0");
    }

    @Test
    void packagesOfADeletedDatabaseAreDeleted() throws Exception {
        var inventory =
                inventory(
                        debian(dpkgStatus().with("a", "1", "all").text()), tar().whiteout(STATUS));
        assertThat(summary(inventory)).containsExactly("a 1 DELETED 0");
        assertThat(inventory.gaps())
                .extracting("reason")
                .containsExactly("the package database is gone, and perhaps its packages are not");
    }

    @Test
    void aFileIsOwnedWhicheverLayerBroughtItAndByWhicheverName() throws Exception {
        var inventory =
                inventory(
                        tar().symlink("lib", "usr/lib")
                                .file(
                                        "usr/lib/x/tool-1.0.jar",
                                        jar().pom("g", "tool", "1.0").bytes()),
                        tar().file("etc/os-release", BOOKWORM)
                                .file(
                                        STATUS,
                                        dpkgStatus().with("libtool-java", "1.0-3", "all").text())
                                .file(
                                        "var/lib/dpkg/info/libtool-java.list",
                                        "/.\n/lib/x\n/lib/x/tool-1.0.jar\n"));
        assertThat(one(inventory, "tool").owner().orElseThrow())
                .hasToString("pkg:deb/debian/libtool-java@1.0-3?arch=all&distro=debian-12");
        assertThat(inventory.files().owned().files()).isEqualTo(1);
    }

    @Test
    void theListOfARemovedPackageOwnsNothing() throws Exception {
        var inventory =
                inventory(
                        tar().file("a-1.jar", jar().pom("g", "a", "1").bytes())
                                .file("var/lib/dpkg/info/gone.list", "/a-1.jar\n"));
        assertThat(one(inventory, "a").owner()).isEmpty();
    }

    @Test
    void aPackageThatAlsoLiesOutsideOfTheDistributionIsNotTheDistributions() throws Exception {
        var archive = jar().pom("g", "a", "1").bytes();
        var inventory =
                inventory(
                        tar().file("etc/os-release", BOOKWORM)
                                .file(STATUS, dpkgStatus().with("liba", "1", "all").text())
                                .file("var/lib/dpkg/info/liba.list", "/usr/share/java/a-1.jar\n")
                                .file("usr/share/java/a-1.jar", archive)
                                .file("srv/a-1.jar", archive));
        assertThat(one(inventory, "a").owner()).isEmpty();
        assertThat(one(inventory, "a").locations())
                .containsExactly(
                        new Location("srv/a-1.jar", OptionalInt.of(0)),
                        new Location("usr/share/java/a-1.jar", OptionalInt.of(0)));
    }

    @Test
    void aReplacedOrDeletedArchiveIsShadowedOrDeleted() throws Exception {
        var inventory =
                inventory(
                        tar().file("a.jar", jar().pom("g", "a", "1").bytes())
                                .file("b.jar", jar().pom("g", "b", "1").bytes())
                                .file("c.jar", jar().pom("g", "c", "1").bytes()),
                        tar().file("a.jar", jar().pom("g", "a", "2").bytes())
                                .whiteout("b.jar")
                                .symlink("c.jar", "elsewhere"));
        assertThat(summary(inventory))
                .containsExactly("a 1 SHADOWED 0", "a 2 LIVE 1", "b 1 DELETED 0", "c 1 SHADOWED 0");
    }

    @Test
    void theCodeOfLiveProgramsIsIndexedAndOfNoOthers() throws Exception {
        var inventory =
                inventory(
                        tar().file("bin/old", goBinary("go1.21.1").withFunctions("os.Open").bytes())
                                .file(
                                        "bin/app",
                                        goBinary("go1.21.1").withFunctions("os.Open").bytes())
                                .file("bin/bare", goBinary("go1.22.3").bytes()),
                        tar().whiteout("bin/old")
                                .file(
                                        "bin/app",
                                        goBinary("go1.22.3").withFunctions("os.Read").bytes()));

        assertThat(inventory.code())
                .containsExactly(
                        new CodeIndex(
                                "bin/app",
                                "linux/amd64",
                                true,
                                NameSet.of(List.of("os", "os.Read"))));
    }

    @Test
    void theClassesOfAnArchiveAreThoseOfWhatWasPutIntoIt() throws Exception {
        var shaded = jar().pom("g", "tool", "1").pom("g", "io", "2").withClass("io/Files");
        var inventory = inventory(tar().file("tool-1.jar", shaded.bytes()));

        assertThat(inventory.code())
                .singleElement()
                .returns("tool-1.jar", CodeIndex::path)
                .returns(true, code -> code.has("io.Files"));
        assertThat(inventory.packages())
                .flatExtracting(SoftwarePackage::locations)
                .extracting(place -> CodeIndex.pathFor(place.path()))
                .containsExactly("tool-1.jar", "tool-1.jar");
    }

    @Test
    void aTruncatedArchiveIsAGapAndTheRestIsReported() throws Exception {
        var inventory =
                inventory(
                        tar().file("bad.jar", "PK\u0003\u0004 rubbish")
                                .file("bin/app", goBinary("go1.22.3").bytes()));
        assertThat(inventory.gaps())
                .extracting("path", "reason")
                .containsExactly(
                        tuple("bad.jar", "java-archive: not a whole ZIP file: its end is missing"));
        assertThat(purls(inventory)).containsExactly("pkg:golang/stdlib@1.22.3");
    }

    @Test
    void licencesAreJoinedFromTheCopyrightFileAlsoThroughALink() throws Exception {
        var inventory =
                inventory(
                        debian(
                                        dpkgStatus()
                                                .with("base", "1", "amd64")
                                                .with("extra", "1", "amd64")
                                                .text())
                                .file(
                                        "usr/share/doc/base/copyright",
                                        "see /usr/share/common-licenses/GPL-3")
                                .symlink("usr/share/doc/extra", "base"));
        assertThat(one(inventory, "base").licences()).containsExactly("GPL-3.0-only");
        assertThat(one(inventory, "extra").licences()).containsExactly("GPL-3.0-only");
    }

    @Test
    void aDistrolessImageHasItsPackagesAndFiles() throws Exception {
        var inventory =
                inventory(
                        tar().file("usr/lib/os-release", BOOKWORM)
                                .file(
                                        "var/lib/dpkg/status.d/netbase",
                                        "Package: netbase\nVersion: 6.4\nArchitecture: all\n")
                                .file(
                                        "var/lib/dpkg/status.d/netbase.md5sums",
                                        "d41d8cd98f00b204e9800998ecf8427e  etc/protocols\n")
                                .file("etc/protocols", ""));
        assertThat(summary(inventory)).containsExactly("netbase 6.4 LIVE 0");
        assertThat(inventory.files().owned().files()).isEqualTo(1);
    }

    @Test
    void layersAndTheirMergedFilesGiveTheSamePackages() throws Exception {
        var first = dpkgStatus().with("a", "1", "all").text();
        var second = dpkgStatus().with("a", "1", "all").with("b", "1", "amd64").text();
        var layered =
                inventory(
                        debian(first),
                        status(second).file("x.jar", jar().pom("g", "x", "1").bytes()));
        var flat = inventory(debian(second).file("x.jar", jar().pom("g", "x", "1").bytes()));
        assertThat(purls(layered)).isEqualTo(purls(flat));
        assertThat(layered.files()).isEqualTo(flat.files());
        assertThat(layered.gaps()).isEqualTo(flat.gaps());
    }

    private static TarBuilder debian(String status) {
        return status(status).file("etc/os-release", BOOKWORM);
    }

    private static TarBuilder status(String text) {
        return tar().file(STATUS, text);
    }

    private static Inventory inventory(TarBuilder... layers) throws ProblemException {
        return BuiltLayers.inventory(layers);
    }

    private static List<String> purls(Inventory inventory) {
        return inventory.packages().stream().map(one -> one.purl().toString()).toList();
    }

    private static SoftwarePackage one(Inventory inventory, String name) {
        return inventory.packages().stream()
                .filter(one -> one.purl().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> summary(Inventory inventory) {
        return inventory.packages().stream()
                .map(one ->
                        "%s %s %s %d"
                                .formatted(
                                        one.purl().name(),
                                        one.version(),
                                        one.presence(),
                                        one.locations().getFirst().layer().orElseThrow()))
                .sorted()
                .toList();
    }
}
