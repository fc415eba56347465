package org.tidewaiter.inventory.conda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.inventory.ReadFile;

class CondaEnvironmentReaderTest {
    private final ReadFile environment =
            new ReadFile(new CondaEnvironmentReader(), "app/environment.yml");

    @Test
    void exactVersionsAreDeclaredAndTheOthersAreAGap() throws Exception {
        var reading =
                environment.read(
                        """
                        name: app
                        channels: [conda-forge]
                        dependencies:
                          - numpy=1.26.4=py312_0
                          - conda-forge::pandas==2.1.0
                          - python=3.12
                          - scipy>=1.11
                          - pip
                          - pip:
                            - Flask_Login[x]==0.6.3
                            - requests>=2
                        """);
        assertThat(ReadFile.purls(reading))
                .containsExactly(
                        "pkg:conda/numpy@1.26.4?build=py312_0",
                        "pkg:conda/pandas@2.1.0?channel=conda-forge",
                        "pkg:pypi/flask-login@0.6.3");
        assertThat(reading.gaps())
                .containsExactly(
                        "without an exact version: python=3.12, scipy>=1.11, pip, requests>=2");
        assertThat(ReadFile.packages(reading)).allMatch(seen -> seen.declared());
    }

    @Test
    void whatIsNoYamlIsRefused() {
        assertThatThrownBy(() -> environment.read("[")).isInstanceOf(MalformedFileException.class);
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        environment.readOrRefuse(bytes);
    }
}
