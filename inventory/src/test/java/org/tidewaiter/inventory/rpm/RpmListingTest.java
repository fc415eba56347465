package org.tidewaiter.inventory.rpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.testkit.packages.RpmHeader.rpmHeader;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.PackageRole;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.SourcePackage;
import org.tidewaiter.testkit.Damage;
import org.tidewaiter.testkit.packages.RpmHeader;

/// What is made of the headers of a database, whatever form the database has.
class RpmListingTest {
    @Test
    void aHeaderGivesIdentitySourceLicenceAndFiles() {
        var header =
                rpmHeader("nodejs-libs", "18.20.4", "1.module_el9+5+ab")
                        .epoch(1)
                        .source("nodejs-18.20.4-1.module_el9+5+ab.src.rpm")
                        .module("nodejs:18:20240801:rhel9")
                        .licence("MIT and ASL 2.0")
                        .file("/usr/lib64/libnode.so.108")
                        .file("/etc/node.conf");
        assertThat(read(header).observations())
                .containsExactly(
                        new PackageSeen(
                                purl(
                                        "pkg:rpm/nodejs-libs@18.20.4-1.module_el9%2B5%2Bab?arch=x86_64&epoch=1"
                                                + "&rpmmod=nodejs:18:20240801:rhel9"
                                                + "&upstream=nodejs-18.20.4-1.module_el9%2B5%2Bab.src.rpm"),
                                Optional.of(
                                        new SourcePackage("nodejs", "18.20.4-1.module_el9+5+ab")),
                                List.of("MIT and ASL 2.0"),
                                false,
                                "",
                                List.of("usr/lib64/libnode.so.108", "etc/node.conf")));
    }

    @Test
    void noEpochIsNotAnEpochOfZero() {
        assertThat(purls(read(rpmHeader("a", "1", "1"), rpmHeader("b", "1", "1").epoch(0))))
                .containsExactly("pkg:rpm/a@1-1?arch=x86_64", "pkg:rpm/b@1-1?arch=x86_64&epoch=0");
    }

    @Test
    void whatCannotBeReadOfItsDependenciesCostsNoPackage() {
        int requires = 1049;
        var reading = read(rpmHeader("a", "1", "1").numbers(requires, 1));
        assertThat(purls(reading)).containsExactly("pkg:rpm/a@1-1?arch=x86_64");
        assertThat(reading.gaps())
                .containsExactly(
                        "packages whose dependencies are not known, tag 1049 is no text: a");
    }

    @Test
    void tooManyDependenciesCostNoPackage() {
        int requires = 1049;
        var listing = new RpmListing();
        var many = rpmHeader("many", "1", "1").value(requires, 8, 900_000, new byte[900_000]);
        for (int i = 0; i < 3; i++) {
            listing.add(many.bytes());
        }
        var one = rpmHeader("one", "1", "1").bytes();
        for (int i = 0; i < 11_000; i++) {
            listing.add(one);
        }
        var reading = listing.reading();
        assertThat(reading.observations().stream().filter(PackageSeen.class::isInstance))
                .hasSize(11_003);
        assertThat(reading.gaps())
                .containsExactly(
                        "the dependencies of 11,001 packages were not read,"
                                + " there are too many for one image");
    }

    @Test
    void tooManyFilesCostNoPackage() {
        int wholePaths = 1027;
        var listing = new RpmListing();
        var many = rpmHeader("many", "1", "1").value(wholePaths, 8, 900_000, new byte[900_000]);
        for (int i = 0; i < 2; i++) {
            listing.add(many.bytes());
        }
        var one = rpmHeader("one", "1", "1").file("/usr/bin/one").bytes();
        for (int i = 0; i < 11_000; i++) {
            listing.add(one);
        }
        var reading = listing.reading();
        assertThat(reading.observations().stream().filter(PackageSeen.class::isInstance))
                .hasSize(11_002);
        assertThat(reading.gaps())
                .containsExactly(
                        "packages whose files are not known, too many files for one image: many,"
                                + " one and 10,999 more");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Red Hat, Inc. | red-hat-inc",
                "Docker <support@docker.com> | docker",
                "SUSE LLC <https://www.suse.com/> | suse-llc",
                "(none) | ''",
                "<> | ''",
                "'' | ''"
            })
    void whoBuiltAPackageIsItsNamespace(String vendor, String namespace) {
        var reading = read(rpmHeader("a", "1", "1").text(1011, vendor));
        assertThat(reading.observations())
                .extracting(one -> ((PackageSeen) one).purl().namespace())
                .containsExactly(namespace);
    }

    @ParameterizedTest
    @CsvSource({
        "kernel-headers, KERNEL_HEADERS",
        "kernel-uek-devel, KERNEL_HEADERS",
        "linux-glibc-devel, KERNEL_HEADERS",
        "kernel, SOFTWARE",
        "bash-debuginfo, DEBUG_SYMBOLS",
        "bash-debugsource, DEBUG_SYMBOLS",
        "glib2-doc, DOCUMENTATION",
        "docker, SOFTWARE"
    })
    void aPackageThatIsNotThereToRunIsToldByItsName(String name, PackageRole role) {
        assertThat(read(rpmHeader(name, "1", "1")).observations())
                .extracting(one -> ((PackageSeen) one).role())
                .containsExactly(role);
    }

    @Test
    void theKeysThatRpmListsAsPackagesAreNoSoftware() {
        assertThat(read(rpmHeader("gpg-pubkey", "fd431d51", "4ae0493b")))
                .isEqualTo(Reading.NOTHING);
    }

    @Test
    void directoriesAndGhostsAreNotOwned() {
        assertThat(
                        files(
                                rpmHeader("a", "1", "1")
                                        .directory("/usr/share/a")
                                        .file("/usr/share/a/one")
                                        .ghost("/var/log/a.log")))
                .containsExactly("usr/share/a/one");
    }

    @Test
    void filesThatWereNotInstalledOrWereReplacedAreNotOwned() {
        assertThat(
                        files(
                                rpmHeader("a", "1", "1")
                                        .file("/here")
                                        .file("/replaced")
                                        .file("/left-out")
                                        .value(1029, 1, 3, new byte[] {0, 1, 2})))
                .containsExactly("here");
    }

    @Test
    void theFileNamesOfOldPackagesAreRead() {
        assertThat(files(rpmHeader("a", "1", "1").file("/bin/a").file("/etc/a").withWholePaths()))
                .containsExactly("bin/a", "etc/a");
    }

    @Test
    void aPackageWhoseFileListsDoNotFitIsKeptAndItsFilesAreAGap() {
        var reading =
                read(
                        rpmHeader("a", "1", "1")
                                .texts(1117, List.of("a"))
                                .texts(1118, List.of("/bin/"))
                                .numbers(1116, 7));
        assertThat(purls(reading)).containsExactly("pkg:rpm/a@1-1?arch=x86_64");
        assertThat(reading.gaps())
                .containsExactly("packages whose files are not known, a file in no directory: a");
    }

    @Test
    void namesThatMultiplyByLongDirectoriesAreBounded() {
        var header =
                rpmHeader("a", "1", "1")
                        .texts(1118, List.of("/" + "d".repeat(4_000) + "/"))
                        .texts(1117, List.of("f".repeat(100_000).split("")))
                        .numbers(1116, new int[100_000]);
        assertThat(read(header).gaps())
                .containsExactly(
                        "packages whose files are not known, too many files for one image: a");
    }

    @Test
    void aPackageWithoutAVersionIsAGapAndTheRestIsRead() {
        var reading = read(rpmHeader("a", "", "1"), rpmHeader("b", "1", "1"));
        assertThat(purls(reading)).containsExactly("pkg:rpm/b@1-1?arch=x86_64");
        assertThat(reading.gaps()).containsExactly("packages not counted, no version: a");
    }

    @Test
    void aCountThatLeadsOutOfTheHeaderIsAGap() {
        assertThat(read(rpmHeader("a", "1", "1").value(1003, 4, 0x4000_0001, new byte[4])).gaps())
                .containsExactly("packages not counted, tag 1003 leads out of the header: a");
    }

    @Test
    void moreEmptyNamesThanAnyPackageHasFilesAreAGap() {
        var names = rpmHeader("a", "1", "1").value(1117, 8, 1_000_001, new byte[1_000_001]);
        assertThat(read(names).gaps())
                .containsExactly(
                        "packages whose files are not known, tag 1117 has too many values: a");
    }

    @Test
    void ofALicenceWithoutEndTheStartIsKept() {
        var seen =
                (PackageSeen)
                        read(rpmHeader("a", "1", "1").licence("l".repeat(100_000)))
                                .observations()
                                .getFirst();
        assertThat(seen.licences().getFirst()).hasSizeLessThan(300);
    }

    @Test
    void aTextWithoutAnEndIsAGap() {
        assertThat(read(rpmHeader("a", "1", "1").value(5096, 6, 1, new byte[] {'x'})).gaps())
                .containsExactly("packages not counted, a text of tag 5096 has no end: a");
    }

    @Test
    void aHeaderThatIsCutIsAGap() {
        var bytes = rpmHeader("a", "1", "1").bytes();
        assertThat(read(Arrays.copyOf(bytes, bytes.length - 1)).gaps())
                .containsExactly(
                        "packages not counted, a header of another length than it says: (no name)");
    }

    @Test
    void veryManyBrokenHeadersEndTheReading() {
        var listing = new RpmListing();
        for (int i = 0; i < 20_000; i++) {
            listing.add(new byte[] {1});
        }
        assertThat(listing.reading().gaps())
                .last()
                .isEqualTo("the rest was not read after 0 packages and 10,000 faults");
    }

    @MethodSource("seeds")
    @FuzzTest
    void anyHeaderIsReadOrAGap(byte[] header) {
        read(header);
    }

    static Stream<byte[]> seeds() {
        return Stream.of(
                        rpmHeader("a", "1", "1").epoch(1).file("/a/b").ghost("/c").bytes(),
                        rpmHeader("a", "1", "1").file("/a/b").withWholePaths().bytes(),
                        ByteBuffer.allocate(8).putInt(Integer.MAX_VALUE).putInt(-1).array())
                .flatMap(Damage::versions);
    }

    private static Reading read(RpmHeader... headers) {
        return read(Stream.of(headers).map(RpmHeader::bytes).toArray(byte[][]::new));
    }

    private static Reading read(byte[]... headers) {
        var listing = new RpmListing();
        for (var header : headers) {
            listing.add(header);
        }
        return listing.reading();
    }

    private static List<String> files(RpmHeader header) {
        return ((PackageSeen) read(header).observations().getFirst()).files();
    }

    static List<String> purls(Reading reading) {
        return reading.observations().stream()
                .map(seen -> ((PackageSeen) seen).purl().toString())
                .toList();
    }

    private static Purl purl(String text) {
        return Purl.parse(text).orElseThrow();
    }
}
