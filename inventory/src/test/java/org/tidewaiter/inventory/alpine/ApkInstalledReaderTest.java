package org.tidewaiter.inventory.alpine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tidewaiter.testkit.packages.ApkInstalled.apkInstalled;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.PackageRole;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.SourcePackage;
import org.tidewaiter.testkit.Damage;

class ApkInstalledReaderTest {
    @Test
    void aPackageThatIsNotThereToRunIsToldByItsName() throws Exception {
        var database =
                apkInstalled()
                        .with("linux-headers", "1")
                        .with("bash-doc", "1")
                        .with("musl-dbg", "1")
                        .with("musl", "1")
                        .text();
        var reading =
                new ApkInstalledReader().read(ClaimedFile.of("lib/apk/db/installed", database));
        assertThat(reading.observations())
                .extracting(one -> ((PackageSeen) one).role())
                .containsExactly(
                        PackageRole.KERNEL_HEADERS,
                        PackageRole.DOCUMENTATION,
                        PackageRole.DEBUG_SYMBOLS,
                        PackageRole.SOFTWARE);
    }

    @Test
    void aPackageHasItsOriginLicenceAndFiles() throws Exception {
        assertThat(
                        read(apkInstalled()
                                        .withOrigin(
                                                "libcrypto3",
                                                "3.3.2-r0",
                                                "openssl",
                                                "etc/ssl/openssl.cnf",
                                                "top")
                                        .text())
                                .observations())
                .containsExactly(
                        new PackageSeen(
                                Purl.parse("pkg:apk/libcrypto3@3.3.2-r0?arch=x86_64").orElseThrow(),
                                Optional.of(new SourcePackage("openssl", "3.3.2-r0")),
                                List.of("MIT"),
                                false,
                                "",
                                List.of("etc/ssl/openssl.cnf", "top")));
    }

    @Test
    void aPackageWithoutOriginIsItsOwn() throws Exception {
        var seen = (PackageSeen) read("P:a\nV:1\n").observations().getFirst();
        assertThat(seen.source()).contains(new SourcePackage("a", "1"));
    }

    @Test
    void aDatabaseMayEndWithoutABlankLine() throws Exception {
        assertThat(read("P:a\nV:1\n\nP:b\nV:2").observations()).hasSize(2);
    }

    @Test
    void aPackageWithoutAVersionIsAGapAndTheRestIsRead() throws Exception {
        var reading = read("P:musl\n\nP:b\nV:2\n\nV:3\n");
        assertThat(reading.observations()).hasSize(1);
        assertThat(reading.gaps())
                .containsExactly(
                        "packages without a 'P:' line: 3", "packages without a 'V:' line: musl");
    }

    @Test
    void aLineWithoutAFieldLetterIsMalformed() {
        assertThatThrownBy(() -> read("P:a\nV:1\nrubbish\n"))
                .isInstanceOf(MalformedFileException.class);
    }

    @FuzzTest
    @MethodSource("seeds")
    void anyBytesAreReadOrRefused(byte[] bytes) {
        try {
            new ApkInstalledReader().read(ClaimedFile.of("lib/apk/db/installed", bytes));
        } catch (MalformedFileException _) {
            // refused
        }
    }

    static Stream<byte[]> seeds() {
        return Stream.of(
                        apkInstalled().with("musl", "1.2.5-r0", "lib/ld", "top").text(),
                        "P:a\nV:1\n\nV:2\nF:\nR:x")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .flatMap(Damage::versions);
    }

    private static Reading read(String text) throws MalformedFileException {
        return new ApkInstalledReader().read(ClaimedFile.of("lib/apk/db/installed", text));
    }
}
