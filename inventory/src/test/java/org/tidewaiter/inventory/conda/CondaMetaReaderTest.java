package org.tidewaiter.inventory.conda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.inventory.ReadFile;

class CondaMetaReaderTest {
    private final ReadFile meta =
            new ReadFile(new CondaMetaReader(), "opt/conda/conda-meta/numpy-1.26.4-py312_0.json");

    @Test
    void aPackageOwnsTheFilesOfItsRecord() throws Exception {
        var reading =
                meta.read(
                        """
                        {"name": "numpy", "version": "1.26.4", "build": "py312_0",
                         "channel": "https://conda.example/conda-forge/linux-64",
                         "subdir": "linux-64", "license": "BSD-3-Clause",
                         "files": ["bin/f2py", "lib/python3.12/site-packages/numpy/__init__.py"]}
                        """);
        assertThat(ReadFile.purls(reading))
                .containsExactly(
                        "pkg:conda/numpy@1.26.4?build=py312_0&channel=conda-forge&subdir=linux-64");
        var seen = ReadFile.packages(reading).getFirst();
        assertThat(seen.licences()).containsExactly("BSD-3-Clause");
        assertThat(seen.files())
                .containsExactly(
                        "opt/conda/bin/f2py",
                        "opt/conda/lib/python3.12/site-packages/numpy/__init__.py");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "{\"name\": \"a\"}", "{\"version\": \"1\"}"})
    void aRecordThatDoesNotNameAPackageIsRefused(String text) {
        assertThatThrownBy(() -> meta.read(text)).isInstanceOf(MalformedFileException.class);
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        meta.readOrRefuse(bytes);
    }
}
