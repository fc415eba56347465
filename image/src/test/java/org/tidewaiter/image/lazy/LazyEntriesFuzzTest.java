package org.tidewaiter.image.lazy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.testkit.Damage;
import org.tidewaiter.testkit.image.LayerBytes;
import org.tidewaiter.testkit.image.LazyLayerBytes;
import org.tidewaiter.testkit.image.TarBuilder;

/// A source that gives any bytes for those of a layer.
class LazyEntriesFuzzTest {
    private static final TarBuilder FILES =
            tar().file("a", "alpha").file("b", "beta, and more of it").symlink("c", "a");

    private static final LazyLayerBytes WRITER = LazyLayerBytes.standard().withChunks(8);
    private static final List<LayerBytes> LAYERS =
            List.of(WRITER.eStargz(FILES), WRITER.zstdChunked(FILES));

    static Stream<byte[]> seeds() {
        return Stream.concat(
                Stream.of(new byte[0]),
                LAYERS.stream().flatMap(layer -> Damage.versions(layer.stored())));
    }

    @FuzzTest
    @MethodSource("seeds")
    void whatIsReadIsTrueOrRefused(byte[] stored) throws IOException {
        for (var layer : LAYERS) {
            try {
                assertThat(read(layer, stored))
                        .containsExactly("a alpha", "b beta, and more of it", "c ");
            } catch (UnusableTableException | FalseBytesException _) {
                // refused
            }
        }
    }

    @Test
    void whatIsIntactIsRead() throws Exception {
        for (var layer : LAYERS) {
            assertThat(read(layer, layer.stored()))
                    .containsExactly("a alpha", "b beta, and more of it", "c ");
        }
    }

    private static List<String> read(LayerBytes layer, byte[] stored)
            throws UnusableTableException, IOException {
        var read = new ArrayList<String>();
        try (var entries =
                LazyEntries.open(
                        layer.annotations(),
                        stored.length,
                        (offset, bytes) -> part(stored, offset, bytes),
                        (_, _) -> true,
                        TableBudget.standard())) {
            for (var next = entries.next(); next.isPresent(); next = entries.next()) {
                var content = new String(entries.content().readAllBytes(), StandardCharsets.UTF_8);
                read.add(next.get().path() + " " + content);
            }
        }
        return read;
    }

    private static InputStream part(byte[] stored, long offset, long bytes) {
        assertThat(offset).isNotNegative();
        assertThat(bytes).isPositive();
        assertThat(offset + bytes).isLessThanOrEqualTo(stored.length);
        return new ByteArrayInputStream(stored, (int) offset, (int) bytes);
    }
}
