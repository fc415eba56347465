package org.tidewaiter.inventory.haskell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.inventory.ReadFile;

/// The lock files of Stack and of Cabal.
class HaskellLockFilesTest {
    private final ReadFile stack = new ReadFile(new StackLockReader(), "app/stack.yaml.lock");
    private final ReadFile cabal =
            new ReadFile(new CabalFreezeReader(), "app/cabal.project.freeze");

    @Test
    void stackListsWhatIsNotOfItsSnapshot() throws Exception {
        var reading =
                stack.read(
                        """
                        packages:
                        - completed:
                            hackage: HsYAML-aeson-0.2.0.1@sha256:04796abf,1791
                            pantry-tree: {sha256: 7e1, size: 234}
                          original:
                            hackage: HsYAML-aeson-0.2.0.1
                        - completed:
                            commit: 0123abc
                            git: https://example.org/acme.git
                            name: acme
                            version: 1.0.0.1
                        snapshots:
                        - completed: {sha256: 1b74, size: 650255, url: https://example.org/20/4.yaml}
                          original: lts-20.4
                        """);
        assertThat(ReadFile.purls(reading))
                .containsExactly(
                        "pkg:hackage/HsYAML-aeson@0.2.0.1",
                        "pkg:hackage/acme@1.0.0.1?vcs_url=git%2Bhttps://example.org/acme.git"
                                + "%400123abc");
        assertThat(reading.gaps())
                .containsExactly("the packages of its snapshot stand in another file");
        assertThat(ReadFile.packages(reading)).allMatch(seen -> seen.declared());
    }

    @Test
    void cabalFreezesConstraints() throws Exception {
        assertThat(
                        cabal.purls(
                                """
                                active-repositories: hackage.haskell.org:merge
                                constraints: any.aeson ==2.0.3.0,
                                             aeson -cffi +ordered-keymap,
                                             any.attoparsec ==0.14.4
                                index-state: hackage.haskell.org 2023-01-01T00:00:00Z
                                """))
                .containsExactly("pkg:hackage/aeson@2.0.3.0", "pkg:hackage/attoparsec@0.14.4");
    }

    @Test
    void aPackageWithoutAVersionIsAGap() throws Exception {
        assertThat(stack.read("packages:\n- completed: {hackage: aeson}\n").gaps()).hasSize(1);
        assertThat(cabal.read("any.aeson ==x\n").gaps())
                .containsExactly("a package without a usable name and version: 'aeson'");
    }

    @Test
    void whatIsNoLockFileIsRefused() {
        assertThatThrownBy(() -> stack.read("a: 1")).isInstanceOf(MalformedFileException.class);
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        stack.readOrRefuse(bytes);
        cabal.readOrRefuse(bytes);
    }
}
