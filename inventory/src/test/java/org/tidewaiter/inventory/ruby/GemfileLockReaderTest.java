package org.tidewaiter.inventory.ruby;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.ReadFile;
import org.tidewaiter.model.Observation.PackageSeen;

class GemfileLockReaderTest {
    private final ReadFile lock = new ReadFile(new GemfileLockReader(), "app/Gemfile.lock");

    @Test
    void everyGemIsDeclaredInTheVersionResolved() throws Exception {
        var reading =
                lock.read(
                        """
                        GEM
                          remote: https://rubygems.org/
                          specs:
                            actionpack (7.0.4.3)
                              rack (~> 2.0, >= 2.2.0)
                            rack (2.2.6.4)
                            nokogiri (1.15.0)
                            nokogiri (1.15.0-x86_64-linux)

                        PLATFORMS
                          ruby
                          x86_64-linux

                        DEPENDENCIES
                          actionpack

                        BUNDLED WITH
                           2.3.7
                        """);
        assertThat(ReadFile.purls(reading))
                .containsExactly(
                        "pkg:gem/actionpack@7.0.4.3",
                        "pkg:gem/rack@2.2.6.4",
                        "pkg:gem/nokogiri@1.15.0",
                        "pkg:gem/nokogiri@1.15.0?platform=x86_64-linux");
        assertThat(ReadFile.packages(reading)).allMatch(PackageSeen::declared);
        assertThat(reading.gaps()).isEmpty();
    }

    @Test
    void aGemFromGitSaysWhichCommitAndOneByPathIsTheProjectsOwn() throws Exception {
        assertThat(
                        lock.purls(
                                """
                                GIT
                                  remote: https://example.org/a.git
                                  revision: 0123abc
                                  branch: main
                                  specs:
                                    a (1.0.0)

                                PATH
                                  remote: engines/mine
                                  specs:
                                    mine (0.1.0)
                                """))
                .containsExactly(
                        "pkg:gem/a@1.0.0?vcs_url=git%2Bhttps://example.org/a.git%400123abc");
    }

    @Test
    void aGemFromAnotherServerSaysWhich() throws Exception {
        assertThat(
                        lock.purls(
                                """
                                GEM
                                  remote: https://gems.example/
                                  specs:
                                    a (1.0.0)
                                """))
                .containsExactly("pkg:gem/a@1.0.0?repository_url=https://gems.example/");
    }

    @Test
    void aGemWithoutAVersionIsAGap() throws Exception {
        assertThat(lock.read("GEM\n  specs:\n    a\n").gaps())
                .containsExactly("a package without a usable name and version: 'a'");
    }

    @Test
    void whatAGemWithoutAVersionNeedsIsNotOfTheGemBeforeIt() throws Exception {
        var reading =
                lock.read(
                        "GEM\n  specs:\n    a (1.0)\n      b\n    broken\n      c\n    d (2.0)\n");
        assertThat(ReadFile.needs(reading))
                .containsExactly("pkg:gem/a@1.0 needs [[b]] provides []");
    }

    @Test
    void aLockFileInsideOfAnInstalledGemIsNotTheImagesOwn() throws Exception {
        assertThat(
                        new ReadFile(
                                        new GemfileLockReader(),
                                        "var/lib/gems/3.1.0/gems/a-1.0/Gemfile.lock")
                                .read("GEM\n  specs:\n    a (1.0)\n"))
                .isEqualTo(Reading.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "GEM\n  specs:\n<<<<<<< HEAD\n    a (1.0)\n"})
    void whatIsNoLockFileIsRefused(String text) {
        assertThatThrownBy(() -> lock.read(text)).isInstanceOf(MalformedFileException.class);
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        lock.readOrRefuse(bytes);
    }
}
