package org.tidewaiter.inventory.gguf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.inventory.ReadFile;

class GgufReaderTest {
    private static final int UINT32 = 4;
    private static final int STRING = 8;
    private static final int ARRAY = 9;

    private final GgufReader reader = new GgufReader();
    private final ByteBuffer model =
            ByteBuffer.allocate(1 << 12)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put("GGUF".getBytes(UTF_8))
                    .putInt(3)
                    .putLong(291);

    @Test
    void aModelSaysItsNameVersionAndLicence() throws Exception {
        pairs(5);
        text("general.architecture", "llama");
        key("general.quantization_version", UINT32).putInt(2);
        key("tokenizer.ggml.tokens", ARRAY).putInt(STRING).putLong(2);
        text("one").text("two").text("general.name", "Tide Small");
        text("general.license", "apache-2.0").text("general.version", "1.2");
        assertThat(ReadFile.purls(reader.read(ClaimedFile.of("m.gguf", bytes()))))
                .containsExactly("pkg:generic/Tide%20Small");
        model.putLong(16, 6);
        var reading = reader.read(ClaimedFile.of("m.gguf", bytes()));
        assertThat(ReadFile.purls(reading)).containsExactly("pkg:generic/Tide%20Small@1.2");
        assertThat(ReadFile.packages(reading).getFirst().licences()).containsExactly("Apache-2.0");
    }

    @Test
    void whatStandsBehindTheBeginningIsNotAskedFor() throws Exception {
        pairs(3);
        text("general.name", "tide").key("tokenizer.ggml.scores", ARRAY).putInt(6);
        model.putLong(1L << 40);
        assertThat(ReadFile.purls(reader.read(ClaimedFile.of("m.gguf", bytes()))))
                .containsExactly("pkg:generic/tide");
    }

    @Test
    void aModelWithoutANameIsAGap() {
        pairs(1);
        text("general.architecture", "llama");
        assertThatThrownBy(() -> reader.read(ClaimedFile.of("m.gguf", bytes())))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("name");
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        new ReadFile(reader, "m.gguf").readOrRefuse(bytes);
    }

    private void pairs(int count) {
        model.putLong(count);
    }

    private GgufReaderTest text(String text) {
        var bytes = text.getBytes(UTF_8);
        model.putLong(bytes.length).put(bytes);
        return this;
    }

    private GgufReaderTest text(String key, String value) {
        key(key, STRING);
        return text(value);
    }

    private ByteBuffer key(String key, int type) {
        text(key);
        return model.putInt(type);
    }

    private byte[] bytes() {
        return Arrays.copyOf(model.array(), model.position());
    }
}
