package org.tidewaiter.image.compression;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.testkit.Damage;
import org.tidewaiter.testkit.image.LayerBytes;

class DecompressionFuzzTest {
    static Stream<byte[]> seeds() {
        var text = "some text".getBytes(UTF_8);
        return Stream.of(
                        new byte[0],
                        text,
                        LayerBytes.gzip(text),
                        Zstd.compress(text),
                        new byte[] {0x1f, (byte) 0x8b, 8, 31})
                .flatMap(Damage::versions);
    }

    @FuzzTest
    @MethodSource("seeds")
    void anyBytesAreReadOrRefused(byte[] bytes) throws Exception {
        var atOnce = unpacked(bytes, Pace.AT_ONCE);
        assertThat(unpacked(bytes, Pace.FAST_AHEAD)).isEqualTo(atOnce);
    }

    /// What comes before the bytes are refused, and why they are.
    private static String unpacked(byte[] bytes, Pace pace) throws IOException {
        var unpacked = new ByteArrayOutputStream();
        var why = "";
        try (var plain = Decompression.open(new ByteArrayInputStream(bytes), 1 << 20, pace)) {
            plain.transferTo(unpacked);
        } catch (MalformedLayerException e) {
            why = String.valueOf(e.getMessage());
        }
        return unpacked.toString(ISO_8859_1) + why;
    }
}
