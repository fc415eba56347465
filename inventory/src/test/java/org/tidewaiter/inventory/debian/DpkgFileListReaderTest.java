package org.tidewaiter.inventory.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.model.Observation.FilesOwned;
import org.tidewaiter.model.PackageKey;

class DpkgFileListReaderTest {
    private static final String SUM = "d41d8cd98f00b204e9800998ecf8427e";

    @Test
    void aListNamesAPathALine() throws Exception {
        assertThat(read("var/lib/dpkg/info/dash.list", "/.\n/bin\n/bin/dash\n"))
                .isEqualTo(
                        new FilesOwned(
                                new PackageKey("deb", "dash", ""), List.of("bin", "bin/dash")));
    }

    @Test
    void aListCanNameTheArchitecture() throws Exception {
        assertThat(read("var/lib/dpkg/info/libc6:amd64.list", "/lib\n").owner())
                .isEqualTo(new PackageKey("deb", "libc6", "amd64"));
    }

    @Test
    void sumsNamePathsWithoutTheLeadingSlash() throws Exception {
        assertThat(read("var/lib/dpkg/info/dash.md5sums", SUM + "  bin/da sh\n").files())
                .containsExactly("bin/da sh");
    }

    @Test
    void distrolessSumsStandBesideTheStatus() throws Exception {
        assertThat(read("var/lib/dpkg/status.d/netbase.md5sums", SUM + "  ./etc/services\n"))
                .isEqualTo(
                        new FilesOwned(
                                new PackageKey("deb", "netbase", ""), List.of("etc/services")));
    }

    @Test
    void aNameInBaseSixtyFourIsDecoded() throws Exception {
        var name =
                Base64.getEncoder().encodeToString("libssl3".getBytes(StandardCharsets.US_ASCII));
        assertThat(read("var/lib/dpkg/status.d/" + name + ".md5sums", "").owner().name())
                .isEqualTo("libssl3");
    }

    @Test
    void aLineThatIsNoSumIsMalformed() {
        assertThatThrownBy(() -> read("var/lib/dpkg/info/dash.md5sums", "bin/dash\n"))
                .isInstanceOf(MalformedFileException.class);
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        for (var path :
                List.of("var/lib/dpkg/info/dash.list", "var/lib/dpkg/status.d/dash.md5sums")) {
            try {
                new DpkgFileListReader().read(ClaimedFile.of(path, bytes));
            } catch (MalformedFileException _) {
                // refused
            }
        }
    }

    private static FilesOwned read(String path, String text) throws MalformedFileException {
        return (FilesOwned)
                new DpkgFileListReader().read(ClaimedFile.of(path, text)).observations().getFirst();
    }
}
