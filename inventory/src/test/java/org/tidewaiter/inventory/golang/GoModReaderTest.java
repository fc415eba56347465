package org.tidewaiter.inventory.golang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.inventory.ReadFile;

class GoModReaderTest {
    private final ReadFile mod = new ReadFile(new GoModReader(), "src/go.mod");

    @Test
    void everyRequiredModuleIsDeclared() throws Exception {
        var text =
                """
                module example.org/app // the app

                go 1.21.0
                toolchain go1.22.3

                require example.org/Lib/v2 v2.3.0

                require (
                	golang.org/x/text v0.14.0 // indirect
                	"gopkg.in/yaml.v3" v3.0.1
                )

                exclude golang.org/x/text v0.3.0
                retract v1.0.0
                """;
        assertThat(mod.purls(text))
                .containsExactly(
                        "pkg:golang/example.org/Lib/v2@v2.3.0",
                        "pkg:golang/golang.org/x/text@v0.14.0",
                        "pkg:golang/gopkg.in/yaml.v3@v3.0.1");
        assertThat(ReadFile.packages(mod.read(text))).allMatch(seen -> seen.declared());
    }

    @Test
    void aReplacedModuleCountsAsItsReplacement() throws Exception {
        assertThat(
                        mod.purls(
                                """
                                module example.org/app
                                go 1.21
                                require (
                                  example.org/a v1.0.0
                                  example.org/b v1.0.0
                                  example.org/c v1.0.0
                                  example.org/d v1.0.0
                                )
                                replace example.org/a => example.org/fork v1.0.1
                                replace (
                                  example.org/b v1.0.0 => example.org/b v1.2.0
                                  example.org/c v0.9.0 => example.org/c v0.9.1
                                  example.org/d => ../d
                                )
                                """))
                .containsExactly(
                        "pkg:golang/example.org/fork@v1.0.1",
                        "pkg:golang/example.org/b@v1.2.0",
                        "pkg:golang/example.org/c@v1.0.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "go 1.16\n"})
    void beforeGo117TheIndirectModulesAreAGap(String go) throws Exception {
        var reading = mod.read("module a\n" + go + "require example.org/a v1.0.0\n");
        assertThat(reading.gaps())
                .containsExactly(
                        "from before Go 1.17, so the modules required indirectly are not listed");
        assertThat(ReadFile.purls(reading)).hasSize(1);
    }

    @Test
    void aRequirementWithoutAVersionIsAGap() throws Exception {
        assertThat(mod.read("module a\ngo 1.21\nrequire example.org/a\n").gaps())
                .containsExactly("not a module: 'example.org/a'");
    }

    @Test
    void aModuleInTheModuleCacheIsNotTheImagesOwn() throws Exception {
        assertThat(
                        new ReadFile(
                                        new GoModReader(),
                                        "root/go/pkg/mod/example.org/a@v1.0.0/go.mod")
                                .purls("module a\ngo 1.21\nrequire example.org/b v1.0.0\n"))
                .isEmpty();
    }

    @Test
    void whatNamesNoModuleIsRefused() {
        assertThatThrownBy(() -> mod.read("")).isInstanceOf(MalformedFileException.class);
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        mod.readOrRefuse(bytes);
    }
}
