package org.tidewaiter.inventory.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.testkit.packages.DpkgStatus.dpkgStatus;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.PackageRole;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.SourcePackage;
import org.tidewaiter.testkit.Damage;
import org.tidewaiter.testkit.Property;
import org.tidewaiter.testkit.packages.DpkgStatus;

class DpkgStatusReaderTest {
    @Test
    void anInstalledPackageHasNameVersionAndArchitecture() {
        assertThat(purls(dpkgStatus().with("adduser", "3.134", "all")))
                .containsExactly("pkg:deb/adduser@3.134?arch=all");
    }

    @Test
    void theEpochStaysInTheVersion() {
        assertThat(packages(dpkgStatus().with("bind9-host", "1:9.18.28-1~deb12u2", "amd64")))
                .extracting(seen -> seen.purl().version())
                .containsExactly("1:9.18.28-1~deb12u2");
    }

    @ParameterizedTest
    @CsvSource({
        "18.20.4-1nodesource1, Ivan Iguaran <ivan@nodesource.com>, nodesource",
        "5:27.3.1-1~debian.12~bookworm, Docker <support@docker.com>, docker",
        "16.4-1.pgdg120+1, Debian PostgreSQL Maintainers <team+postgresql@tracker.debian.org>,"
                + " postgresql",
        "8.2.24-1+0~20240926.74+debian12~1.gbpd3a4b0, Debian PHP Maintainers <a@b.example>, sury",
    })
    void aPackageThatAVendorPublishesHasTheVendorAsNamespace(
            String version, String maintainer, String vendor) {
        var status = dpkgStatus().with("a", version, "amd64", "Maintainer: " + maintainer);
        assertThat(packages(status))
                .extracting(seen -> seen.purl().namespace())
                .containsExactly(vendor);
    }

    @Test
    void aDeveloperOfTheDistributionMayWriteFromACompanysDomain() {
        var status =
                dpkgStatus().with("a", "1-1", "amd64", "Maintainer: Ann Example <ann@google.com>");
        assertThat(packages(status))
                .extracting(seen -> seen.purl().namespace())
                .containsExactly("");
    }

    @ParameterizedTest
    @CsvSource({
        "linux-libc-dev, KERNEL_HEADERS",
        "linux-headers-6.1.0-23-amd64, KERNEL_HEADERS",
        "linux-image-6.1.0-23-amd64, SOFTWARE",
        "bash-doc, DOCUMENTATION",
        "libc6-dbg, DEBUG_SYMBOLS",
        "bash-dbgsym, DEBUG_SYMBOLS",
        "dbg, SOFTWARE"
    })
    void aPackageThatIsNotThereToRunIsToldByItsName(String name, PackageRole role) {
        assertThat(packages(dpkgStatus().with(name, "1", "all")))
                .extracting(PackageSeen::role)
                .containsExactly(role);
    }

    @Test
    void aPackageOfOldLibrariesThatSaysSoIsTransitional() {
        var status =
                dpkgStatus()
                        .withText(transitional("universe/oldlibs", "Transitional package for b"))
                        .withText(transitional("oldlibs", "Library of old"))
                        .withText(transitional("net", "Tells transitional states"));
        assertThat(packages(status))
                .extracting(PackageSeen::role)
                .containsExactly(
                        PackageRole.TRANSITIONAL, PackageRole.SOFTWARE, PackageRole.SOFTWARE);
    }

    private static String transitional(String section, String description) {
        return """
        Package: a
        Status: install ok installed
        Version: 1
        Section: %s
        Description: %s
        """
                .formatted(section, description);
    }

    @Test
    void aSourceWithoutAVersionHasTheBinarysVersion() {
        assertThat(source("Source: glibc")).isEqualTo(new SourcePackage("glibc", "2.36-9+b1"));
    }

    @Test
    void aSourceWithItsOwnVersionKeepsIt() {
        assertThat(source("Source: glibc (2.36-9)"))
                .isEqualTo(new SourcePackage("glibc", "2.36-9"));
    }

    @Test
    void aPackageWithoutASourceIsItsOwn() {
        assertThat(source("Priority: required")).isEqualTo(new SourcePackage("libc6", "2.36-9+b1"));
    }

    @Test
    void twoArchitecturesOfOneVersionAreTwoPackages() {
        assertThat(
                        purls(
                                dpkgStatus()
                                        .with("libc6", "2.36-9", "amd64")
                                        .with("libc6", "2.36-9", "i386")))
                .containsExactly(
                        "pkg:deb/libc6@2.36-9?arch=amd64", "pkg:deb/libc6@2.36-9?arch=i386");
    }

    @Test
    void aRemovedPackageWhoseConfigurationIsLeftIsNotThere() {
        var reading =
                read(dpkgStatus().withState("deinstall ok config-files", "old", "1", "amd64"));
        assertThat(reading).isEqualTo(Reading.NOTHING);
    }

    @Test
    void aPackageThatWasLeftHalfWayIsAGap() {
        var reading =
                read(
                        dpkgStatus()
                                .withState("install ok unpacked", "a", "1", "amd64")
                                .withState("install ok half-configured", "b", "1", "amd64")
                                .withState("install ok half-configured", "c", "1", "amd64"));
        assertThat(reading.observations()).isEmpty();
        assertThat(reading.gaps())
                .containsExactly(
                        "packages not counted, left half-configured by dpkg: b, c",
                        "packages not counted, left unpacked by dpkg: a");
    }

    @Test
    void aPackageHeldOrMarkedForRemovalIsStillInstalled() {
        assertThat(
                        purls(
                                dpkgStatus()
                                        .withState("hold ok installed", "a", "1", "all")
                                        .withState("deinstall ok installed", "b", "1", "all")))
                .hasSize(2);
    }

    @Test
    void aDistrolessFileHasNoStatus() {
        var text = "Package: base-files\nVersion: 12.4\nArchitecture: amd64";
        var file = ClaimedFile.of("var/lib/dpkg/status.d/base-files", text);
        assertThat(packages(new DpkgStatusReader().read(file))).hasSize(1);
    }

    @Test
    void aParagraphOfTheDatabaseWithoutStatusIsAGap() {
        var reading = read(dpkgStatus().withText("Package: a\nVersion: 1\n").with("b", "2", "all"));
        assertThat(packages(reading)).hasSize(1);
        assertThat(reading.gaps())
                .containsExactly("packages not counted, a Status that is not three words: a");
    }

    @Test
    void aPackageWithoutAVersionOrWithOneFieldTwiceIsAGapAndTheRestIsRead() {
        var reading =
                read(
                        dpkgStatus()
                                .withText("Package: a\nStatus: install ok installed\n")
                                .with("b", "1", "all", "Version: 2")
                                .with("c", "3", "all"));
        assertThat(packages(reading)).hasSize(1);
        assertThat(reading.gaps())
                .containsExactly(
                        "packages not counted, no version: a",
                        "packages not counted, the field 'version' twice: b");
    }

    @Test
    void manyFaultsAreOneSentence() {
        var status = dpkgStatus();
        IntStream.range(0, 1_000).forEach(i -> status.withText("Package: p" + i + "\n"));
        assertThat(read(status).gaps()).singleElement().asString().endsWith("and 990 more");
    }

    @Test
    void whateverIsWrittenIsReadBack() {
        Property.forAll(
                random ->
                        IntStream.range(0, random.nextInt(20))
                                .mapToObj(i -> Purl.of("deb", "", word(random), word(random)))
                                .toList(),
                written -> {
                    var status = dpkgStatus();
                    written.forEach(purl -> status.with(purl.name(), purl.version(), ""));
                    assertThat(packages(status)).extracting(PackageSeen::purl).isEqualTo(written);
                });
    }

    @Test
    void aFieldOfVeryManyLinesIsReadInNoTime() {
        var text = "Package: a\nDescription: x\n" + " more\n".repeat(1_000_000);
        assertThat(read(dpkgStatus().withText(text)).gaps()).hasSize(1);
    }

    @FuzzTest
    @MethodSource("seeds")
    void anyBytesAreRead(byte[] bytes) {
        new DpkgStatusReader().read(ClaimedFile.of("var/lib/dpkg/status", bytes));
        new DpkgStatusReader().read(ClaimedFile.of("var/lib/dpkg/status.d/x", bytes));
        new CopyrightReader().read(ClaimedFile.of("usr/share/doc/x/copyright", bytes));
    }

    static Stream<byte[]> seeds() {
        return Stream.of(
                        dpkgStatus().with("a", "1:2-3", "all", "Source: b (2)").text(),
                        dpkgStatus()
                                .withState("deinstall ok config-files", "a", "1", "i386")
                                .text(),
                        "Format: https://example.org\nLicense: MIT\n text\n")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .flatMap(Damage::versions);
    }

    private static String word(Random random) {
        return "" + (char) ('a' + random.nextInt(26)) + random.nextInt(1_000);
    }

    private static SourcePackage source(String line) {
        return packages(dpkgStatus().with("libc6", "2.36-9+b1", "amd64", line))
                .getFirst()
                .source()
                .orElseThrow();
    }

    private static Reading read(DpkgStatus status) {
        return new DpkgStatusReader().read(ClaimedFile.of("var/lib/dpkg/status", status.text()));
    }

    private static List<PackageSeen> packages(DpkgStatus status) {
        var reading = read(status);
        assertThat(reading.gaps()).isEmpty();
        return packages(reading);
    }

    private static List<PackageSeen> packages(Reading reading) {
        return reading.observations().stream().map(PackageSeen.class::cast).toList();
    }

    private static List<String> purls(DpkgStatus status) {
        return packages(status).stream().map(seen -> seen.purl().toString()).toList();
    }
}
