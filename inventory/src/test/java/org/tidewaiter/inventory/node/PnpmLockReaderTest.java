package org.tidewaiter.inventory.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.inventory.ReadFile;

class PnpmLockReaderTest {
    private final ReadFile lock = new ReadFile(new PnpmLockReader(), "app/pnpm-lock.yaml");

    @Test
    void versionFiveNamesPackagesByPath() throws Exception {
        var text =
                """
                lockfileVersion: 5.4
                packages:
                  /@babel/core/7.22.0_supports-color@8.1.1:
                    resolution: {integrity: sha512-aa==}
                    dev: false
                  /react-redux/8.1.3_biqbaboplfbrettd7655fr4n2y:
                    resolution: {integrity: sha512-aa==}
                  /mocha/10.2.0:
                    resolution: {integrity: sha512-aa==}
                    dev: true
                  registry.example/other/1.0.0:
                    resolution: {integrity: sha512-aa==}
                  github.com/someone/a/0123abc:
                    resolution: {tarball: https://codeload.github.com/someone/a/tar.gz/0123abc}
                    name: a
                    version: 1.0.0
                  file:packages/mine:
                    resolution: {directory: packages/mine, type: directory}
                    name: mine
                    version: 1.0.0
                """;
        assertThat(lock.purls(text))
                .containsExactly(
                        "pkg:npm/%40babel/core@7.22.0",
                        "pkg:npm/react-redux@8.1.3",
                        "pkg:npm/other@1.0.0",
                        "pkg:npm/a@1.0.0?vcs_url=git%2Bhttps://github.com/someone/a%400123abc");
        assertThat(ReadFile.packages(lock.read(text))).allMatch(seen -> seen.declared());
    }

    @Test
    void versionSixNamesThemWithAnAtAndPeersInParentheses() throws Exception {
        assertThat(
                        lock.purls(
                                """
                                lockfileVersion: '6.0'
                                packages:
                                  /@s/a@1.0.0(react@18.2.0)(redux@4.0.0):
                                    resolution: {integrity: sha512-aa==}
                                    dev: false
                                  /@s/a@1.0.0(react@17.0.2):
                                    resolution: {integrity: sha512-aa==}
                                  /mocha@10.2.0:
                                    resolution: {integrity: sha512-aa==}
                                    dev: true
                                """))
                .containsExactly("pkg:npm/%40s/a@1.0.0");
    }

    @Test
    void versionNineIsFollowedFromTheProductionDependencies() throws Exception {
        assertThat(
                        lock.purls(
                                """
                                lockfileVersion: '9.0'
                                importers:
                                  .:
                                    dependencies:
                                      a: {specifier: ^1.0.0, version: 1.0.0(react@18.2.0)}
                                      old: {specifier: 'npm:lodash@3', version: lodash@3.10.1}
                                      mine: {specifier: 'workspace:*', version: link:packages/mine}
                                    devDependencies:
                                      mocha: {specifier: ^10.0.0, version: 10.2.0}
                                  packages/mine:
                                    optionalDependencies:
                                      git:
                                        specifier: someone/git
                                        version: https://codeload.github.com/someone/git/tar.gz/0123abc
                                packages:
                                  a@1.0.0: {resolution: {integrity: sha512-aa==}}
                                  b@2.0.0: {resolution: {integrity: sha512-aa==}}
                                  lodash@3.10.1: {resolution: {integrity: sha512-aa==}}
                                  mocha@10.2.0: {resolution: {integrity: sha512-aa==}}
                                  react@18.2.0: {resolution: {integrity: sha512-aa==}}
                                  git@https://codeload.github.com/someone/git/tar.gz/0123abc:
                                    resolution: {tarball: 'https://codeload.github.com/someone/git/tar.gz/0123abc'}
                                    version: 3.0.0
                                snapshots:
                                  a@1.0.0(react@18.2.0):
                                    dependencies: {b: 2.0.0, react: 18.2.0}
                                  b@2.0.0: {dependencies: {a: 1.0.0(react@18.2.0)}}
                                  lodash@3.10.1: {}
                                  mocha@10.2.0: {}
                                  react@18.2.0: {}
                                  git@https://codeload.github.com/someone/git/tar.gz/0123abc: {}
                                """))
                .containsExactly(
                        "pkg:npm/a@1.0.0",
                        "pkg:npm/b@2.0.0",
                        "pkg:npm/lodash@3.10.1",
                        "pkg:npm/react@18.2.0",
                        "pkg:npm/git@3.0.0?vcs_url=git%2Bhttps://github.com/someone/git%400123abc");
    }

    @Test
    void aPackageWithoutAVersionIsAGap() throws Exception {
        assertThat(lock.read("lockfileVersion: '6.0'\npackages:\n  /a:\n    dev: false\n").gaps())
                .containsExactly("'a' has no version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: 1\n", "[\n", "- a\n"})
    void whatIsNoLockFileIsRefused(String text) {
        assertThatThrownBy(() -> lock.read(text)).isInstanceOf(MalformedFileException.class);
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        lock.readOrRefuse(bytes);
    }
}
