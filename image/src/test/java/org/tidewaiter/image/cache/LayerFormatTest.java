package org.tidewaiter.image.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.image.layer.LayerReading;
import org.tidewaiter.model.Digest;
import org.tidewaiter.testkit.Property;

class LayerFormatTest {
    private static final Digest READERS = new Digest("sha256", "a".repeat(64));
    private static final Digest LAYER = new Digest("sha256", "b".repeat(64));
    private static final int MARK_BYTES = "tidewaiter layer 10\n".length();
    private static final int CHECKSUM_BYTES = 8;

    @Test
    void whatIsDecodedIsWhatWasEncoded() {
        Property.forAll(
                Readings::random, reading -> assertThat(decode(encode(reading))).hasValue(reading));
    }

    @Test
    void aHugeCountCostsNoMemory() {
        var content = new byte[] {-1, -1, -1, -1, 7, 0, 0, 0};

        assertThat(decodeContent(content)).isEmpty();
    }

    @Test
    void anEntryOfOtherReadersOrOfAnotherLayerIsNotBelieved() {
        var entry = encode(Readings.ONE_OF_EACH);

        assertThat(LayerFormat.decode(LAYER, LAYER, entry)).isEmpty();
        assertThat(LayerFormat.decode(READERS, READERS, entry)).isEmpty();
        assertThat(LayerFormat.decode(LAYER, READERS, entry)).isEmpty();
        assertThat(LayerFormat.decode(READERS, LAYER, entry)).isPresent();
    }

    @Test
    void aBeginningIsNotBelieved() {
        var entry = encode(Readings.ONE_OF_EACH);
        for (int length = 0; length < entry.length; length++) {
            assertThat(decode(Arrays.copyOf(entry, length))).as("%d bytes", length).isEmpty();
        }
    }

    @Test
    void aPathThatIsNotUtf8IsRefusedAndOneWithTheReplacementCharacterIsNot() {
        assertThat(decodeContent(oneFile("a\ufffd".getBytes(StandardCharsets.UTF_8)))).isPresent();
        assertThat(decodeContent(oneFile(new byte[] {'a', (byte) 0xff}))).isEmpty();
    }

    private static byte[] oneFile(byte[] path) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {1, 0, 0, 0, 1, 1, 0, 0, 0, (byte) path.length});
        out.writeBytes(path);
        out.writeBytes(new byte[5]); // five empty lists
        return out.toByteArray();
    }

    /// The checksum would keep a fuzzer out, so it starts behind it.
    @MethodSource("seeds")
    @FuzzTest(maxDuration = "30s")
    void anyBytesAreDecodedOrRefused(byte[] content) {
        decodeContent(content)
                .ifPresent(reading -> assertThat(decode(encode(reading))).hasValue(reading));
    }

    static byte[][] seeds() {
        var whole = encode(Readings.ONE_OF_EACH);
        int names = 2 + "sha256:".length() + 64;
        int start = MARK_BYTES + names + 2 + 64; // the second repeats "sha256:"
        var content = Arrays.copyOfRange(whole, start, whole.length - CHECKSUM_BYTES);
        assertThat(decodeContent(content)).hasValue(Readings.ONE_OF_EACH);
        return new byte[][] {content, {}, {0, 0, 0, 0}, {1, 0, 0, 0, 1, 'a', 0, 0, 0}};
    }

    private static byte[] encode(LayerReading reading) {
        return LayerFormat.encode(READERS, LAYER, reading);
    }

    private static Optional<LayerReading> decode(byte[] entry) {
        return LayerFormat.decode(READERS, LAYER, entry);
    }

    private static Optional<LayerReading> decodeContent(byte[] content) {
        return LayerFormat.decodeContent(new BinaryReader(content, 0, content.length));
    }
}
