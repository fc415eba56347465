package org.tidewaiter.inventory.gentoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.ReadFile;
import org.tidewaiter.model.Observation.FilesOwned;
import org.tidewaiter.model.Observation.LicencesSeen;
import org.tidewaiter.model.PackageKey;

class PortageReaderTest {
    private static final String FOLDER = "var/db/pkg/sys-devel/gcc-13.2.1_p20240210-r1/";
    private static final PackageKey GCC = new PackageKey("ebuild", "sys-devel/gcc", "");

    @ParameterizedTest
    @CsvSource({
        "sys-devel/gcc-13.2.1_p20240210-r1, pkg:ebuild/sys-devel/gcc@13.2.1_p20240210-r1",
        "app-misc/ca-certificates-20230311.3.97, pkg:ebuild/app-misc/ca-certificates@20230311.3.97",
        "dev-libs/openssl-1.1.1w, pkg:ebuild/dev-libs/openssl@1.1.1w",
        "x11-libs/gtk+-2.24.33-r3, pkg:ebuild/x11-libs/gtk%2B@2.24.33-r3",
    })
    void theDirectorySaysCategoryNameAndVersion(String directory, String purl) throws Exception {
        assertThat(new ReadFile(new PortageReader(), "var/db/pkg/" + directory + "/PF").purls("x"))
                .containsExactly(purl);
    }

    @Test
    void filesAndLinksAreOwnedAndDirectoriesAreNot() throws Exception {
        assertThat(
                        file("CONTENTS")
                                .read(
                                        """
                                        dir /usr
                                        obj /usr/bin/a b d41d8cd98f00b204e9800998ecf8427e 1700000000
                                        sym /usr/bin/cc -> gcc 1700000000
                                        """))
                .isEqualTo(Reading.of(new FilesOwned(GCC, List.of("usr/bin/a b", "usr/bin/cc"))));
    }

    @Test
    void licencesThatHoldWithoutAConditionAreTaken() throws Exception {
        assertThat(file("LICENSE").read("GPL-3+ LGPL-3+\n"))
                .isEqualTo(Reading.of(new LicencesSeen(GCC, List.of("GPL-3+", "LGPL-3+"))));
        assertThat(file("LICENSE").read("|| ( MIT BSD )\n")).isEqualTo(Reading.NOTHING);
    }

    @Test
    void aDirectoryThatIsNoPackagesIsMalformed() {
        assertThatThrownBy(() -> new ReadFile(new PortageReader(), "var/db/pkg/a/b/PF").read("b"))
                .isInstanceOf(MalformedFileException.class);
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        file("PF").readOrRefuse(bytes);
        file("CONTENTS").readOrRefuse(bytes);
        file("LICENSE").readOrRefuse(bytes);
    }

    private static ReadFile file(String name) {
        return new ReadFile(new PortageReader(), FOLDER + name);
    }
}
