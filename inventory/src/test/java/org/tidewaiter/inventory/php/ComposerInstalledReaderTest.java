package org.tidewaiter.inventory.php;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.inventory.ReadFile;

class ComposerInstalledReaderTest {
    private static final String MONOLOG =
            """
            {"name": "monolog/Monolog", "version": "2.9.1", "version_normalized": "2.9.1.0",
             "source": {"type": "git", "url": "https://example.org/monolog.git",
                        "reference": "0123abc"},
             "type": "library", "license": ["MIT"],
             "notification-url": "https://packagist.org/downloads/",
             "install-path": "../monolog/monolog"}
            """;

    private final ReadFile installed =
            new ReadFile(new ComposerInstalledReader(), "app/vendor/composer/installed.json");

    @Test
    void composerTwoListsPackagesInAnObject() throws Exception {
        var reading = installed.read("{\"packages\": [%s], \"dev\": true}".formatted(MONOLOG));
        assertThat(ReadFile.purls(reading)).containsExactly("pkg:composer/monolog/monolog@2.9.1");
        var seen = ReadFile.packages(reading).getFirst();
        assertThat(seen.declared()).isFalse();
        assertThat(seen.licences()).containsExactly("MIT");
        assertThat(seen.files()).containsExactly("app/vendor/monolog/monolog/");
    }

    @Test
    void composerOneListsThemInAnArray() throws Exception {
        var reading = installed.read("[{\"name\": \"psr/log\", \"version\": \"v1.1.4\"}]");
        assertThat(ReadFile.purls(reading)).containsExactly("pkg:composer/psr/log@v1.1.4");
        assertThat(ReadFile.packages(reading).getFirst().files())
                .containsExactly("app/vendor/psr/log/");
    }

    @Test
    void aPackageNeedsPackagesAndNotExtensionsAndStandsInForWhatItProvides() throws Exception {
        var reading =
                installed.read(
                        """
                        [{"name": "monolog/monolog", "version": "2.9.1",
                          "require": {"php": ">=7.2", "ext-json": "*", "Psr/Log": "^1.0.1"},
                          "provide": {"psr/log-implementation": "1.0.0"},
                          "replace": {"old/monolog": "*"}}]
                        """);
        assertThat(ReadFile.needs(reading))
                .containsExactly(
                        "pkg:composer/monolog/monolog@2.9.1 needs [[psr/log]] provides"
                                + " [psr/log-implementation, old/monolog]");
    }

    @Test
    void aPackageFromARepositoryOfTheProjectsOwnChoiceSaysWhich() throws Exception {
        assertThat(
                        installed.purls(
                                """
                                [{"name": "a/b", "version": "dev-main", "source": {"type": "git",
                                  "url": "git@example.org:a/b.git", "reference": "0123abc"}}]
                                """))
                .containsExactly(
                        "pkg:composer/a/b@dev-main?vcs_url=git%2Bssh://git%40example.org/a/b.git"
                                + "%400123abc");
    }

    @Test
    void aPackageCopiedFromADirectoryIsInstalledLikeAnyOther() throws Exception {
        var reading =
                installed.read(
                        """
                        [{"name": "a/b", "version": "dev-main",
                          "dist": {"type": "path", "url": "../b"}}]
                        """);
        assertThat(ReadFile.purls(reading)).containsExactly("pkg:composer/a/b@dev-main");
        assertThat(ReadFile.packages(reading).getFirst().files())
                .containsExactly("app/vendor/a/b/");
    }

    @Test
    void aPackageWithoutAVersionIsAGap() throws Exception {
        assertThat(installed.read("[{\"name\": \"a/b\"}]").gaps())
                .containsExactly("a package without a usable name and version: 'a/b'");
    }

    @Test
    void aMetapackageHasNoDirectory() throws Exception {
        var reading =
                installed.read("[{\"name\": \"a/b\", \"version\": \"1\", \"install-path\": null}]");
        assertThat(ReadFile.packages(reading).getFirst().files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../src", "../..", "../../../../../etc", ".."})
    void aDirectoryOutsideOfVendorIsNotThePackagesOwn(String path) throws Exception {
        var reading =
                installed.read(
                        "[{\"name\": \"a/b\", \"version\": \"1\", \"install-path\": \"%s\"}]"
                                .formatted(path));
        assertThat(ReadFile.packages(reading).getFirst().files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"packages\": {}}", "[{]"})
    void whatIsNoAccountIsRefused(String text) {
        assertThatThrownBy(() -> installed.read(text)).isInstanceOf(MalformedFileException.class);
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        installed.readOrRefuse(bytes);
    }
}
