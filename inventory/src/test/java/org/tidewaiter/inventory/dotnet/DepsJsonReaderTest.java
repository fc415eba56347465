package org.tidewaiter.inventory.dotnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.inventory.ReadFile;

class DepsJsonReaderTest {
    private static final String PROGRAM =
            """
            {"runtimeTarget": {"name": ".NETCoreApp,Version=v8.0/linux-x64"},
             "targets": {".NETCoreApp,Version=v8.0/linux-x64": {
               "App/1.0.0": {"runtime": {"App.dll": {}}},
               "Newtonsoft.Json/13.0.1": {"runtime": {"lib/netstandard2.0/Newtonsoft.Json.dll": {}}},
               "Humanizer.Core.de/2.14.1": {
                 "resources": {"lib/net6.0/de/Humanizer.resources.dll": {"locale": "de"}}},
               "SQLitePCLRaw.lib/2.1.0": {
                 "runtimeTargets": {"runtimes/linux-x64/native/libe_sqlite3.so": {}}},
               "NETStandard.Library/2.0.3": {"dependencies": {}},
               "runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/8.0.1": {
                 "runtime": {"System.Runtime.dll": {}}}}},
             "libraries": {
               "App/1.0.0": {"type": "project"},
               "Newtonsoft.Json/13.0.1": {"type": "package", "path": "newtonsoft.json/13.0.1"},
               "Humanizer.Core.de/2.14.1": {"type": "package"},
               "SQLitePCLRaw.lib/2.1.0": {"type": "package"},
               "NETStandard.Library/2.0.3": {"type": "package"},
               "Loose/1.0.0.0": {"type": "reference"},
               "runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/8.0.1": {"type": "runtimepack"}}}
            """;

    private final ReadFile deps = new ReadFile(new DepsJsonReader(), "app/App.deps.json");

    @Test
    void packagesWithFilesAndTheRuntimePackAreInstalled() throws Exception {
        assertThat(deps.purls(PROGRAM))
                .containsExactly(
                        "pkg:nuget/Newtonsoft.Json@13.0.1",
                        "pkg:nuget/Humanizer.Core.de@2.14.1",
                        "pkg:nuget/SQLitePCLRaw.lib@2.1.0",
                        "pkg:nuget/Microsoft.NETCore.App.Runtime.linux-x64@8.0.1");
        assertThat(ReadFile.packages(deps.read(PROGRAM))).noneMatch(seen -> seen.declared());
    }

    @Test
    void aPackageOwnsItsFilesWherePublishingPutsThem() throws Exception {
        assertThat(ReadFile.packages(deps.read(PROGRAM)))
                .flatExtracting(seen -> seen.files())
                .containsExactly(
                        "app/Newtonsoft.Json.dll",
                        "app/de/Humanizer.resources.dll",
                        "app/runtimes/linux-x64/native/libe_sqlite3.so",
                        "app/System.Runtime.dll");
    }

    @Test
    void aPackageNeedsThoseThatItsTargetNames() throws Exception {
        var reading =
                deps.read(
                        """
                        {"targets": {"net8.0": {"A/1.0.0": {"dependencies": {"B": "2.0.0"},
                           "runtime": {"A.dll": {}}}, "B/2.0.0": {"runtime": {"B.dll": {}}}}},
                         "libraries": {"A/1.0.0": {"type": "package"},
                                       "B/2.0.0": {"type": "package"}}}
                        """);
        assertThat(ReadFile.needs(reading))
                .containsExactly("pkg:nuget/A@1.0.0 needs [[B@2.0.0]] provides []");
    }

    @Test
    void aPackageWithoutAVersionIsAGap() throws Exception {
        assertThat(deps.read("{\"libraries\": {\"a\": {\"type\": \"runtimepack\"}}}").gaps())
                .containsExactly("a package without a usable name and version: 'a'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "{\"libraries\": []}"})
    void whatListsNoLibrariesIsRefused(String text) {
        assertThatThrownBy(() -> deps.read(text)).isInstanceOf(MalformedFileException.class);
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        deps.readOrRefuse(bytes);
    }
}
