package org.tidewaiter.image.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.testkit.Property;

class LayerFormatTest {
    @Test
    void whatIsDecodedIsWhatWasEncoded() {
        Property.forAll(
                Readings::random,
                reading ->
                        assertThat(LayerFormat.decode(LayerFormat.encode(reading)))
                                .hasValue(reading));
    }

    @Test
    void aHugeCountCostsNoMemory() {
        var content = new byte[] {-1, -1, -1, -1, 7, 0, 0, 0};

        assertThat(LayerFormat.decodeContent(content, 0, content.length)).isEmpty();
    }

    /// The checksum would keep a fuzzer out, so it starts behind it.
    @MethodSource("seeds")
    @FuzzTest(maxDuration = "30s")
    void anyBytesAreDecodedOrRefused(byte[] content) {
        LayerFormat.decodeContent(content, 0, content.length)
                .ifPresent(reading ->
                        assertThat(LayerFormat.decode(LayerFormat.encode(reading)))
                                .hasValue(reading));
    }

    static byte[][] seeds() {
        var whole = LayerFormat.encode(Readings.ONE_OF_EACH);
        var content = Arrays.copyOfRange(whole, 19, whole.length - 32);
        return new byte[][] {content, {}, {0, 0, 0, 0}, {1, 0, 0, 0, 1, 'a', 0, 0, 0}};
    }
}
