package org.tidewaiter.inventory.dotnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.inventory.ReadFile;

/// The three forms in which a project says which packages it wants.
class NugetDeclarationsTest {
    private final ReadFile lock = new ReadFile(new NugetLockReader(), "src/App/packages.lock.json");
    private final ReadFile assets =
            new ReadFile(new ProjectAssetsReader(), "src/App/obj/project.assets.json");
    private final ReadFile config =
            new ReadFile(new PackagesConfigReader(), "src/App/packages.config");

    @Test
    void aLockFileListsPackagesByFramework() throws Exception {
        var text =
                """
                {"version": 1, "dependencies": {
                  "net6.0": {
                    "Newtonsoft.Json": {"type": "Direct", "requested": "[13.0.1, )",
                                        "resolved": "13.0.1"},
                    "NUnit": {"type": "Transitive", "resolved": "3.13.0"},
                    "mine": {"type": "Project"}},
                  "net8.0": {
                    "Newtonsoft.Json": {"type": "Direct", "resolved": "13.0.3"}}}}
                """;
        assertThat(lock.purls(text))
                .containsExactly(
                        "pkg:nuget/Newtonsoft.Json@13.0.1",
                        "pkg:nuget/NUnit@3.13.0",
                        "pkg:nuget/Newtonsoft.Json@13.0.3");
        assertThat(ReadFile.packages(lock.read(text))).allMatch(seen -> seen.declared());
    }

    @Test
    void restoredAssetsListPackagesByNameAndVersion() throws Exception {
        assertThat(
                        assets.purls(
                                """
                                {"version": 3, "libraries": {
                                  "Newtonsoft.Json/13.0.1": {"type": "package"},
                                  "Mine/1.0.0": {"type": "project"}}}
                                """))
                .containsExactly("pkg:nuget/Newtonsoft.Json@13.0.1");
    }

    @Test
    void aConfigListsPackagesInXml() throws Exception {
        assertThat(
                        config.purls(
                                """
                                <?xml version="1.0" encoding="utf-8"?>
                                <packages>
                                  <package id="jQuery" version="3.1.1" targetFramework="net46" />
                                  <package id="GitVersion" version="5.0" developmentDependency="true"/>
                                </packages>
                                """))
                .containsExactly("pkg:nuget/jQuery@3.1.1");
    }

    @Test
    void whatHasNoVersionIsAGap() throws Exception {
        assertThat(lock.read("{\"dependencies\": {\"net6.0\": {\"A\": {}}}}").gaps())
                .containsExactly("a package without a usable name and version: 'A'");
        assertThat(assets.read("{\"libraries\": {\"A\": {\"type\": \"package\"}}}").gaps())
                .containsExactly("a package without a usable name and version: 'A'");
        assertThat(config.read("<packages><package id='A'/></packages>").gaps())
                .containsExactly("a package without a usable name and version: 'A'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "<a/>"})
    void whatIsNoneOfTheFormsIsRefused(String text) {
        for (var form : new ReadFile[] {lock, assets, config}) {
            assertThatThrownBy(() -> form.read(text)).isInstanceOf(MalformedFileException.class);
        }
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        lock.readOrRefuse(bytes);
        assets.readOrRefuse(bytes);
        config.readOrRefuse(bytes);
    }
}
