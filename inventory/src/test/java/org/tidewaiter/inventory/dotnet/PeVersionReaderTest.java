package org.tidewaiter.inventory.dotnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.ClaimedFile.Window;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.model.Observation.PackageSeen;

class PeVersionReaderTest {
    private static final int KEY_AT = PeFile.RESOURCE_AT + 6;

    @Test
    void anAssemblyIsThePackageOfItsProductVersionWithoutTheCommit() throws Exception {
        assertThat(
                        purls(
                                PeFile.assembly()
                                        .with("CompanyName", "Newtonsoft")
                                        .with("FileVersion", "13.0.3.27908")
                                        .with("OriginalFilename", "Newtonsoft.Json.dll")
                                        .with("ProductVersion", "13.0.3+0a2e291c0d9c0c7675d4")))
                .containsExactly("pkg:nuget/Newtonsoft.Json@13.0.3");
    }

    @Test
    void theInternalNameServesWhereThereIsNoOther() throws Exception {
        assertThat(purls(versions(PeFile.assembly(), "6.2.0.0").with("InternalName", "A.B.dll")))
                .containsExactly("pkg:nuget/A.B@6.2.0");
    }

    @Test
    void aPreReleaseIsOne() throws Exception {
        assertThat(
                        purls(
                                PeFile.assembly()
                                        .with("OriginalFilename", "A.dll")
                                        .with("FileVersion", "9.0.24.12805")
                                        .with("ProductVersion", "9.0.0-preview.2.24128+c0ffee")))
                .containsExactly("pkg:nuget/A@9.0.0-preview.2.24128");
    }

    @Test
    void anAssemblyWhoseVersionsDisagreeIsNoPackageOfNuget() throws Exception {
        assertThat(
                        purls(
                                PeFile.assembly()
                                        .with("OriginalFilename", "AWSSDK.Core.dll")
                                        .with("FileVersion", "3.7.0.10")
                                        .with("ProductVersion", "3.3")))
                .containsExactly("pkg:generic/AWSSDK.Core@3.7.0.10");
    }

    @Test
    void aProgramIsNoPackageOfNuget() throws Exception {
        assertThat(purls(versions(PeFile.assembly(), "2.1").with("OriginalFilename", "Ship.exe")))
                .containsExactly("pkg:generic/Ship@2.1");
    }

    @ParameterizedTest
    @CsvSource({
        "3.0.13, 3.0.13",
        "1.1.1w, 1.1.1w",
        "'3, 46, 0, 1', 3.46.0.1",
        "10.0.17763.1 (WinBuild.160101.0800), 10.0.17763.1"
    })
    void aLibraryOfWindowsIsGeneric(String stated, String version) throws Exception {
        assertThat(purls(versions(PeFile.library(), stated).with("OriginalFilename", "ship.dll")))
                .containsExactly("pkg:generic/ship@" + version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0.0.0.0", "0.0", "unknown", "1", "1.2.3.4.5.6.7", "1.2$"})
    void aVersionThatIsNoneGivesNothing(String stated) throws Exception {
        assertThat(purls(versions(PeFile.library(), stated).with("OriginalFilename", "a.dll")))
                .isEmpty();
    }

    @Test
    void aVersionThatTheToolsGaveAProjectIsNone() throws Exception {
        assertThat(
                        purls(
                                versions(PeFile.assembly(), "1.0.0.0")
                                        .with("CompanyName", "App")
                                        .with("OriginalFilename", "App.dll")))
                .isEmpty();
    }

    @Test
    void aSatelliteAssemblyBelongsToAnother() throws Exception {
        assertThat(
                        purls(
                                versions(PeFile.assembly(), "2.0")
                                        .with("OriginalFilename", "A.resources.dll")))
                .isEmpty();
    }

    @Test
    void theResourceOfAFileInsideIsNotItsOwn() throws Exception {
        var file = versions(PeFile.library(), "2.0").with("OriginalFilename", "a.dll").bytes();
        var other = window(file, KEY_AT);
        var inside = new Window(file.length + 100L, 0, other.bytes());
        assertThat(read(file, inside)).isEmpty();
    }

    @Test
    void aResourceThatIsCutShortIsAGap() {
        var file = versions(PeFile.library(), "2.0").with("OriginalFilename", "a.dll").bytes();
        var cut = Arrays.copyOf(file, file.length - 40);
        assertThatThrownBy(() -> read(cut, window(cut, KEY_AT)))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage("the version resource is cut short");
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        try {
            read(bytes, window(bytes, Math.min(bytes.length, KEY_AT)));
        } catch (MalformedFileException _) {
            // a gap
        }
    }

    @FuzzTest
    void anyResourceIsReadOrRefused(byte[] fromKey) {
        var file = PeFile.assembly().bytes();
        try {
            read(file, new Window(KEY_AT, 0, fromKey));
        } catch (MalformedFileException _) {
            // a gap
        }
    }

    private static PeFile versions(PeFile file, String both) {
        return file.with("FileVersion", both).with("ProductVersion", both);
    }

    private static List<String> purls(PeFile built) throws MalformedFileException {
        var file = built.bytes();
        return read(file, window(file, KEY_AT));
    }

    private static Window window(byte[] file, int offset) {
        return new Window(offset, 0, Arrays.copyOfRange(file, offset, file.length));
    }

    private static List<String> read(byte[] file, Window window) throws MalformedFileException {
        return new PeVersionReader()
                        .read(
                                new ClaimedFile(
                                        "app/a.dll", file.length, 0644, file, List.of(window)))
                        .observations()
                        .stream()
                        .map(one -> ((PackageSeen) one).purl().toString())
                        .toList();
    }
}
