package org.tidewaiter.inventory.arch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.ReadFile;
import org.tidewaiter.model.Observation.FilesOwned;
import org.tidewaiter.model.PackageKey;
import org.tidewaiter.model.PackageRole;
import org.tidewaiter.model.SourcePackage;

class PacmanReadersTest {
    private static final String FOLDER = "var/lib/pacman/local/gcc-libs-1:14.1.1-2/";
    private static final ReadFile DESC = new ReadFile(new PacmanDescReader(), FOLDER + "desc");
    private static final ReadFile FILES = new ReadFile(new PacmanFilesReader(), FOLDER + "files");

    @Test
    void aRecordGivesNameVersionArchitectureSourceAndLicences() throws Exception {
        var reading =
                DESC.read(
                        """
                        %NAME%
                        gcc-libs

                        %VERSION%
                        1:14.1.1-2

                        %BASE%
                        gcc

                        %DESC%
                        Runtime libraries

                        %ARCH%
                        x86_64

                        %LICENSE%
                        GPL-3.0-or-later
                        custom:FDL

                        """);
        assertThat(ReadFile.purls(reading))
                .containsExactly("pkg:alpm/gcc-libs@1:14.1.1-2?arch=x86_64");
        var seen = ReadFile.packages(reading).getFirst();
        assertThat(seen.source()).isEqualTo(Optional.of(new SourcePackage("gcc", "1:14.1.1-2")));
        assertThat(seen.licences()).containsExactly("GPL-3.0-or-later", "custom:FDL");
        assertThat(seen.role()).isEqualTo(PackageRole.SOFTWARE);
    }

    @Test
    void aPackageThatIsNotThereToRunIsToldByItsName() throws Exception {
        assertThat(ReadFile.packages(DESC.read("%NAME%\nlinux-api-headers\n\n%VERSION%\n6.8-1\n")))
                .extracting(seen -> seen.role())
                .containsExactly(PackageRole.KERNEL_HEADERS);
    }

    @Test
    void aRecordWithoutAVersionIsMalformed() {
        assertThatThrownBy(() -> DESC.read("%NAME%\na\n\n%VERSION%\n\n"))
                .isInstanceOf(MalformedFileException.class);
    }

    @Test
    void filesAreOwnedAndDirectoriesAreNot() throws Exception {
        assertThat(FILES.read("%FILES%\nusr/\nusr/lib/libgcc_s.so\n\n%BACKUP%\netc/x\tsum\n"))
                .isEqualTo(
                        Reading.of(
                                new FilesOwned(
                                        new PackageKey("alpm", "gcc-libs", ""),
                                        List.of("usr/lib/libgcc_s.so"))));
        assertThat(FILES.read("%FILES%\n")).isEqualTo(Reading.NOTHING);
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        DESC.readOrRefuse(bytes);
        FILES.readOrRefuse(bytes);
    }
}
