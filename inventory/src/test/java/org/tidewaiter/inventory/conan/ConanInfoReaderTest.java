package org.tidewaiter.inventory.conan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.inventory.ReadFile;

class ConanInfoReaderTest {
    private static final String CACHE = "root/.conan/data/";

    @Test
    void theCacheNamesAPackageByItsDirectories() throws Exception {
        var reading = info(CACHE + "zlib/1.2.13/_/_/package/6af9/conaninfo.txt").read("[settings]");
        assertThat(ReadFile.purls(reading)).containsExactly("pkg:conan/zlib@1.2.13");
        assertThat(ReadFile.packages(reading).getFirst().declared()).isFalse();
        assertThat(ReadFile.packages(reading).getFirst().files())
                .containsExactly(CACHE + "zlib/1.2.13/_/_/package/6af9/");
        assertThat(info(CACHE + "inner/2.0/team/stable/package/1/conaninfo.txt").purls(""))
                .containsExactly("pkg:conan/inner@2.0?channel=stable&user=team");
    }

    @Test
    void aNameThatConanWouldNotTakeIsRefused() {
        assertThatThrownBy(() -> info("a/b c/1/_/_/package/1/conaninfo.txt").read(""))
                .isInstanceOf(MalformedFileException.class);
    }

    @FuzzTest
    void anyPathIsReadOrRefused(byte[] path) {
        info(new String(path, UTF_8)).readOrRefuse(new byte[0]);
    }

    private static ReadFile info(String path) {
        return new ReadFile(new ConanInfoReader(), path);
    }
}
