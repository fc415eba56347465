package org.tidewaiter.inventory.r;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.ReadFile;

class DescriptionReaderTest {
    private final ReadFile description =
            new ReadFile(
                    new DescriptionReader(), "usr/local/lib/R/site-library/ggplot2/DESCRIPTION");

    @Test
    void anInstalledPackageOwnsItsDirectory() throws Exception {
        var reading =
                description.read(
                        """
                        Package: ggplot2
                        Version: 3.4.2
                        Title: Create Elegant
                            Data Visualisations: Version 2
                        License: MIT + file LICENSE
                        Repository: CRAN
                        Built: R 4.2.2; ; 2023-05-01 10:00:00 UTC; unix
                        """);
        assertThat(ReadFile.purls(reading)).containsExactly("pkg:cran/ggplot2@3.4.2");
        var seen = ReadFile.packages(reading).getFirst();
        assertThat(seen.licences()).containsExactly("MIT + file LICENSE");
        assertThat(seen.files()).containsExactly("usr/local/lib/R/site-library/ggplot2/");
    }

    @Test
    void aPackageOfBioconductorIsNotCrans() throws Exception {
        assertThat(
                        description.purls(
                                "Package: limma\nVersion: 3.54.0\nbiocViews: Genetics\nBuilt: R\n"))
                .containsExactly("pkg:bioconductor/limma@3.54.0");
    }

    @Test
    void aPackageFromGitSaysWhichCommit() throws Exception {
        assertThat(
                        description.purls(
                                """
                                Package: a
                                Version: 0.1
                                RemoteType: github
                                RemoteHost: api.github.com
                                RemoteUsername: someone
                                RemoteRepo: a
                                RemoteSha: 0123abc
                                Built: R 4.2.2
                                """))
                .containsExactly(
                        "pkg:cran/a@0.1?vcs_url=git%2Bhttps://github.com/someone/a%400123abc");
    }

    @Test
    void sourceIsNoInstalledPackage() throws Exception {
        assertThat(description.read("Package: a\nVersion: 1.0\n")).isEqualTo(Reading.NOTHING);
        assertThat(description.read("A description of something\n")).isEqualTo(Reading.NOTHING);
    }

    @Test
    void anInstalledPackageWithoutAVersionIsRefused() {
        assertThatThrownBy(() -> description.read("Package: a\nBuilt: R 4.2.2\n"))
                .isInstanceOf(MalformedFileException.class);
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        description.readOrRefuse(bytes);
    }
}
