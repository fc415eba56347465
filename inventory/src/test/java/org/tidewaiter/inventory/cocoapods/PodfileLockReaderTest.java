package org.tidewaiter.inventory.cocoapods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.inventory.ReadFile;

class PodfileLockReaderTest {
    private final ReadFile lock = new ReadFile(new PodfileLockReader(), "app/Podfile.lock");

    @Test
    void aPodIsOnePackageWhateverPartsOfItAreUsed() throws Exception {
        var text =
                """
                PODS:
                  - AFNetworking (4.0.1):
                    - AFNetworking/Security (= 4.0.1)
                  - AFNetworking/Security (4.0.1)
                  - "GoogleUtilities/NSData+zlib (7.11.5)"
                  - Forked (1.0)
                  - Mine (0.1)

                EXTERNAL SOURCES:
                  Forked:
                    :branch: main
                    :git: https://example.org/forked.git
                  Mine:
                    :path: "../mine"

                CHECKOUT OPTIONS:
                  Forked:
                    :commit: 0123abc
                    :git: https://example.org/forked.git

                COCOAPODS: 1.12.1
                """;
        assertThat(lock.purls(text))
                .containsExactly(
                        "pkg:cocoapods/AFNetworking@4.0.1",
                        "pkg:cocoapods/GoogleUtilities@7.11.5",
                        "pkg:cocoapods/Forked@1.0?vcs_url=git%2Bhttps://example.org/forked.git"
                                + "%400123abc");
        assertThat(ReadFile.packages(lock.read(text))).allMatch(seen -> seen.declared());
    }

    @Test
    void aPodWithoutAVersionIsAGap() throws Exception {
        assertThat(lock.read("PODS:\n  - a\n").gaps())
                .containsExactly("a package without a usable name and version: 'a'");
    }

    @Test
    void whatIsNoLockFileIsRefused() {
        assertThatThrownBy(() -> lock.read("a: 1")).isInstanceOf(MalformedFileException.class);
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        lock.readOrRefuse(bytes);
    }
}
