package org.tidewaiter.inventory.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.inventory.ReadFile;

class SbtLockReaderTest {
    private final ReadFile lock = new ReadFile(new SbtLockReader(), "app/build.sbt.lock");

    @Test
    void whatMoreThanTestsNeedIsDeclared() throws Exception {
        var reading =
                lock.read(
                        """
                        {"lockVersion": 1, "configurations": ["compile", "test"], "dependencies": [
                          {"org": "org.typelevel", "name": "cats-core_2.13", "version": "2.10.0",
                           "configurations": ["compile", "test"]},
                          {"org": "org.scalatest", "name": "scalatest_2.13", "version": "3.2.17",
                           "configurations": ["test", "test-internal"]}]}
                        """);

        assertThat(ReadFile.purls(reading))
                .containsExactly("pkg:maven/org.typelevel/cats-core_2.13@2.10.0");
        assertThat(ReadFile.packages(reading)).allMatch(seen -> seen.declared());
    }

    @Test
    void aDependencyWithoutAVersionIsAGap() throws Exception {
        assertThat(lock.read("{\"dependencies\": [{\"org\": \"a\", \"name\": \"b\"}]}").gaps())
                .containsExactly("a package without a usable name and version: 'b'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "{\"dependencies\": {}}"})
    void whatListsNoDependenciesIsRefused(String text) {
        assertThatThrownBy(() -> lock.read(text)).isInstanceOf(MalformedFileException.class);
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        lock.readOrRefuse(bytes);
    }
}
