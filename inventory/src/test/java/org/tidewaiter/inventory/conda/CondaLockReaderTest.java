package org.tidewaiter.inventory.conda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.inventory.ReadFile;

class CondaLockReaderTest {
    private final ReadFile lock = new ReadFile(new CondaLockReader(), "app/conda-lock.yml");

    @Test
    void packagesOfCondaAndOfPipAreDeclared() throws Exception {
        var reading =
                lock.read(
                        """
                        version: 1
                        package:
                        - name: numpy
                          version: 1.26.4
                          manager: conda
                          platform: linux-64
                          url: https://conda.example.org/conda-forge/linux-64/numpy-1.26.4-py312_0.conda
                          category: main
                        - name: Flask_Login
                          version: 0.6.3
                          manager: pip
                          platform: linux-64
                        - name: pytest
                          version: 8.0.0
                          manager: conda
                          platform: linux-64
                          category: dev
                        """);

        assertThat(ReadFile.purls(reading))
                .containsExactly(
                        "pkg:conda/numpy@1.26.4?build=py312_0&channel=conda-forge&subdir=linux-64",
                        "pkg:pypi/flask-login@0.6.3");
        assertThat(ReadFile.packages(reading)).allMatch(seen -> seen.declared());
    }

    @Test
    void aPackageWithoutAVersionIsAGap() throws Exception {
        assertThat(lock.read("package:\n- name: numpy\n  manager: conda\n").gaps())
                .containsExactly("a package without a usable name and version: 'numpy'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "version: 1", "package: {}"})
    void whatListsNoPackagesIsRefused(String text) {
        assertThatThrownBy(() -> lock.read(text)).isInstanceOf(MalformedFileException.class);
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        lock.readOrRefuse(bytes);
    }
}
