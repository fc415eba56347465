package org.tidewaiter.inventory.java;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.ClaimedFile.Window;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.ReadFile;
import org.tidewaiter.inventory.executable.ElfWithSymbols;

class NativeImageReaderTest {
    private static final String MATERIALS =
            """
            {"bomFormat": "CycloneDX", "components": [
              {"type": "library", "name": "netty-codec", "version": "4.1.73.Final",
               "purl": "pkg:maven/io.netty/netty-codec@4.1.73.Final"},
              {"type": "library", "name": "unnamed"}]}
            """;

    private final NativeImageReader reader = new NativeImageReader();

    @Test
    void theBillOfMaterialsOfAProgramIsInstalled() throws Exception {
        var reading = read(image(gzip(MATERIALS)));
        assertThat(ReadFile.purls(reading))
                .containsExactly("pkg:maven/io.netty/netty-codec@4.1.73.Final");
        assertThat(ReadFile.packages(reading)).noneMatch(seen -> seen.declared());
        assertThat(reading.gaps())
                .containsExactly("a package without a usable name and version: 'unnamed'");
    }

    @Test
    void aProgramWithoutTheSymbolsListsNothing() throws Exception {
        assertThat(read(ElfWithSymbols.of(new byte[8], Map.of("other", 0))))
                .isEqualTo(Reading.NOTHING);
    }

    @Test
    void aProgramTooLargeToBeGivenWholeIsAGap() throws Exception {
        var head = image(gzip(MATERIALS));
        assertThat(reader.read(new ClaimedFile("app", 1L << 30, 0755, head, anchored())).gaps())
                .hasSize(1);
    }

    @Test
    void aBillThatCannotBeUnpackedIsRefused() throws Exception {
        for (var broken : List.of(new byte[0], "plain".getBytes(UTF_8), gzip("[]"))) {
            assertThatThrownBy(() -> read(image(broken)))
                    .isInstanceOf(MalformedFileException.class);
        }
        var endless = ElfWithSymbols.of(filled(8), Map.of("sbom", 0, "sbom_length", 0));
        assertThatThrownBy(() -> read(endless)).isInstanceOf(MalformedFileException.class);
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        try {
            read(image(bytes));
        } catch (MalformedFileException _) {
            // refused
        }
    }

    private static byte[] filled(int length) {
        var bytes = new byte[length];
        Arrays.fill(bytes, (byte) 0x7f);
        return bytes;
    }

    private static byte[] image(byte[] materials) {
        var data = ByteBuffer.allocate(8 + materials.length).order(ByteOrder.LITTLE_ENDIAN);
        data.putLong(materials.length).put(materials);
        var bytes = new byte[data.capacity()];
        data.get(0, bytes);
        return ElfWithSymbols.of(bytes, Map.of("sbom_length", 0, "sbom", 8));
    }

    private Reading read(byte[] file) throws MalformedFileException {
        return reader.read(new ClaimedFile("app", file.length, 0755, file, anchored()));
    }

    private static List<Window> anchored() {
        return List.of(new Window(0, 0, new byte[0]));
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var deflated = new GZIPOutputStream(bytes)) {
            deflated.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
