package org.tidewaiter.inventory.dotnet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.ClaimedFile.Window;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.ReadFile;

class SingleFileReaderTest {
    private static final String DEPS =
            """
            {
              "runtimeTarget": {"name": "brace \\" } in a text"},
              "targets": {"net8.0": {"Serilog/3.1.1": {"runtime": {"lib/net7.0/Serilog.dll": {}}}}},
              "libraries": {"Serilog/3.1.1": {"type": "package"}}
            }\
            """;

    @Test
    void thePackagesInASingleFileAreInstalled() throws Exception {
        assertThat(ReadFile.purls(read(SingleFileReader.SIGNATURE + "\0\1" + DEPS + "\0rest}")))
                .containsExactly("pkg:nuget/Serilog@3.1.1");
        assertThat(ReadFile.purls(read(SingleFileReader.SIGNATURE + DEPS.replace("\n", "\r\n"))))
                .containsExactly("pkg:nuget/Serilog@3.1.1");
    }

    @Test
    void aListInAFileThatIsNoHostProvesNothing() throws Exception {
        assertThat(read(DEPS)).isEqualTo(Reading.NOTHING);
    }

    @Test
    void aHostWithoutABundleHasNoPackages() throws Exception {
        assertThat(read(SingleFileReader.SIGNATURE)).isEqualTo(Reading.NOTHING);
    }

    @Test
    void aListThatIsCutOffIsAGap() {
        assertThatThrownBy(() -> read(SingleFileReader.SIGNATURE + DEPS.substring(0, 150)))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage("the list of packages in a single file is cut off");
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        try {
            read(SingleFileReader.SIGNATURE + new String(bytes, ISO_8859_1));
        } catch (MalformedFileException _) {
            // a gap
        }
    }

    private static Reading read(String content) throws MalformedFileException {
        var anchors = new SingleFileReader().claims().anchors();
        var windows = new ArrayList<Window>();
        for (int anchor = 0; anchor < anchors.size(); anchor++) {
            int at = content.indexOf(new String(anchors.get(anchor).bytes().toArray(), ISO_8859_1));
            if (at >= 0) {
                windows.add(new Window(at, anchor, content.substring(at).getBytes(ISO_8859_1)));
            }
        }
        return new SingleFileReader()
                .read(
                        new ClaimedFile(
                                "app/ship", 1 << 27, 0755, new byte[0], List.copyOf(windows)));
    }
}
