package org.tidewaiter.image.compression;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
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
        try (var plain = Decompression.open(new ByteArrayInputStream(bytes), 1 << 20)) {
            plain.transferTo(OutputStream.nullOutputStream());
        } catch (MalformedLayerException _) {
            // refused
        }
    }
}
