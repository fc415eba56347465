package org.tidewaiter.inventory.opkg;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.ReadFile;
import org.tidewaiter.model.Observation.FilesOwned;
import org.tidewaiter.model.PackageKey;

class OpkgReadersTest {
    private static final ReadFile STATUS =
            new ReadFile(new OpkgStatusReader(), "usr/lib/opkg/status");
    private static final ReadFile LIST =
            new ReadFile(new OpkgFileListReader(), "usr/lib/opkg/info/busybox.list");

    @Test
    void whatIsInstalledIsListed() throws Exception {
        assertThat(
                        STATUS.purls(
                                """
                                Package: busybox
                                Version: 1.36.1-1
                                Depends: libc
                                Status: install ok installed
                                Architecture: x86_64
                                Installed-Time: 1712000000

                                Package: luci
                                Version: git-24.086
                                Status: install user installed
                                Architecture: all

                                Package: gone
                                Version: 1
                                Status: deinstall ok not-installed
                                Architecture: all
                                """))
                .containsExactly(
                        "pkg:opkg/busybox@1.36.1-1?arch=x86_64",
                        "pkg:opkg/luci@git-24.086?arch=all");
    }

    @Test
    void whatWasLeftHalfWayOrHasNoVersionIsAGap() throws Exception {
        var reading =
                STATUS.read(
                        """
                        Package: a
                        Version: 1
                        Status: install ok unpacked

                        Package: b
                        Status: install ok installed
                        """);
        assertThat(reading.observations()).isEmpty();
        assertThat(reading.gaps())
                .containsExactly(
                        "packages not counted, not plainly installed or without a version: a, b");
    }

    @Test
    void theListNamesTheFilesOfThePackageItIsNamedAfter() throws Exception {
        assertThat(LIST.read("/bin/busybox\n/etc/\n/bin/sh\t0120777\tbusybox\n"))
                .isEqualTo(
                        Reading.of(
                                new FilesOwned(
                                        new PackageKey("opkg", "busybox", ""),
                                        List.of("bin/busybox", "bin/sh"))));
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        STATUS.readOrRefuse(bytes);
        LIST.readOrRefuse(bytes);
    }
}
