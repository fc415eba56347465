package org.tidewaiter.inventory.r;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.inventory.ReadFile;

class RenvLockReaderTest {
    private final ReadFile lock = new ReadFile(new RenvLockReader(), "app/renv.lock");

    @Test
    void everyPackageIsDeclaredWithItsSource() throws Exception {
        var text =
                """
                {"R": {"Version": "4.2.2"}, "Packages": {
                  "R6": {"Package": "R6", "Version": "2.5.1", "Source": "Repository"},
                  "limma": {"Package": "limma", "Version": "3.54.0", "Source": "Bioconductor"},
                  "a": {"Package": "a", "Version": "0.1", "Source": "GitHub", "RemoteType": "github",
                        "RemoteHost": "api.github.com", "RemoteUsername": "someone",
                        "RemoteRepo": "a", "RemoteSha": "0123abc"},
                  "mine": {"Package": "mine", "Version": "0.0.1", "Source": "Local"}}}
                """;
        assertThat(lock.purls(text))
                .containsExactly(
                        "pkg:cran/R6@2.5.1",
                        "pkg:bioconductor/limma@3.54.0",
                        "pkg:cran/a@0.1?vcs_url=git%2Bhttps://github.com/someone/a%400123abc");
        assertThat(ReadFile.packages(lock.read(text))).allMatch(seen -> seen.declared());
    }

    @Test
    void aPackageWithoutAVersionIsAGap() throws Exception {
        assertThat(lock.read("{\"Packages\": {\"a\": {}}}").gaps())
                .containsExactly("a package without a usable name and version: 'a'");
    }

    @Test
    void whatIsNoLockFileIsRefused() {
        assertThatThrownBy(() -> lock.read("{}")).isInstanceOf(MalformedFileException.class);
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        lock.readOrRefuse(bytes);
    }
}
