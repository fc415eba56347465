package org.tidewaiter.inventory.snap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.inventory.ReadFile;

class SnapReadersTest {
    private static final ReadFile SNAP =
            new ReadFile(new SnapReader(), "snap/hello/42/meta/snap.yaml");
    private static final ReadFile MANIFEST =
            new ReadFile(new SnapPackagesReader(), "snap/manifest.yaml");
    private static final ReadFile TABLE =
            new ReadFile(new SnapPackagesReader(), "usr/share/snappy/dpkg.list");

    @Test
    void aSnapOwnsTheDirectoryItIsIn() throws Exception {
        var reading =
                SNAP.read(
                        "name: hello\nversion: '2.10'\narchitectures: [amd64]\nlicense: GPL-3.0\n");
        assertThat(ReadFile.purls(reading)).containsExactly("pkg:snap/hello@2.10?arch=amd64");
        assertThat(ReadFile.packages(reading).getFirst().files()).containsExactly("snap/hello/42/");
    }

    @Test
    void aSnapThatIsTheWholeImageDoesNotOwnItAll() throws Exception {
        var reading =
                new ReadFile(new SnapReader(), "meta/snap.yaml").read("name: a\nversion: 1.10\n");
        assertThat(ReadFile.purls(reading)).containsExactly("pkg:snap/a@1.10");
        assertThat(ReadFile.packages(reading).getFirst().files()).isEmpty();
    }

    @Test
    void aSnapWithoutAVersionIsMalformed() {
        assertThatThrownBy(() -> SNAP.read("name: a\n")).isInstanceOf(MalformedFileException.class);
    }

    @Test
    void thePackagesThatASnapWasMadeFromAreUbuntus() throws Exception {
        assertThat(
                        MANIFEST.purls(
                                """
                                primed-stage-packages:
                                - libc6=2.35-0ubuntu3.8
                                - zlib1g:amd64=1:1.2.11
                                """))
                .containsExactly(
                        "pkg:deb/ubuntu/libc6@2.35-0ubuntu3.8",
                        "pkg:deb/ubuntu/zlib1g@1:1.2.11?arch=amd64");
        assertThat(MANIFEST.read("primed-stage-packages: [nonsense]\n").gaps()).hasSize(1);
    }

    @Test
    void theTableOfABaseSnapIsRead() throws Exception {
        var reading =
                TABLE.read(
                        """
                        Desired=Unknown/Install/Remove/Purge/Hold
                        | Status=Not/Inst/Conf-files/Unpacked/halF-conf/Half-inst/trig-aWait/Trig-pend
                        ||/ Name           Version          Architecture Description
                        +++-==============-================-============-=======================
                        ii  adduser        3.118ubuntu5     all          add and remove users
                        hi  libc6:amd64    2.35-0ubuntu3.8  amd64        GNU C Library
                        rc  gone           1                all          removed
                        iU  half           1                all          unpacked
                        """);
        assertThat(ReadFile.purls(reading))
                .containsExactly(
                        "pkg:deb/ubuntu/adduser@3.118ubuntu5?arch=all",
                        "pkg:deb/ubuntu/libc6@2.35-0ubuntu3.8?arch=amd64");
        assertThat(reading.gaps()).containsExactly("left half-way by dpkg: half");
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        SNAP.readOrRefuse(bytes);
        MANIFEST.readOrRefuse(bytes);
        TABLE.readOrRefuse(bytes);
    }
}
