package org.tidewaiter.inventory.conan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.inventory.ReadFile;

class ConanLockReaderTest {
    private final ReadFile lock = new ReadFile(new ConanLockReader(), "app/conan.lock");

    @Test
    void conanTwoListsReferences() throws Exception {
        var text =
                """
                {"version": "0.5",
                 "requires": ["zlib/1.2.13#97d5%1675278126.0",
                              "inner/2.0@team/stable#8f1c%1675.1"],
                 "build_requires": ["cmake/3.25.2#f7a2%1675.9"], "python_requires": []}
                """;
        assertThat(lock.purls(text))
                .containsExactly(
                        "pkg:conan/zlib@1.2.13?rrev=97d5",
                        "pkg:conan/inner@2.0?channel=stable&rrev=8f1c&user=team");
        assertThat(ReadFile.packages(lock.read(text))).allMatch(seen -> seen.declared());
    }

    @Test
    void conanOneHasAGraph() throws Exception {
        assertThat(
                        lock.purls(
                                """
                                {"graph_lock": {"nodes": {
                                   "0": {"ref": "app/0.1", "path": "conanfile.py"},
                                   "1": {"ref": "zlib/1.2.11", "options": "shared=False"},
                                   "2": {"ref": "cmake/3.25.2", "context": "build"},
                                   "3": {"ref": "bzip2/1.0.8@_/_"}}},
                                 "version": "0.4"}
                                """))
                .containsExactly("pkg:conan/zlib@1.2.11", "pkg:conan/bzip2@1.0.8");
    }

    @Test
    void aReferenceWithoutAVersionIsAGap() throws Exception {
        assertThat(lock.read("{\"requires\": [\"zlib\"]}").gaps())
                .containsExactly("a package without a usable name and version: 'zlib'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]"})
    void whatIsNoLockFileIsRefused(String text) {
        assertThatThrownBy(() -> lock.read(text)).isInstanceOf(MalformedFileException.class);
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        lock.readOrRefuse(bytes);
    }
}
