package org.tidewaiter.inventory.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.model.json.Json;

class YamlTest {

    @Test
    void everyScalarStaysTheTextThatItIs() throws Exception {
        var yaml = read("version: 1.10\nflag: yes\nnone: ~\nlist:\n- 007\n- \"a\"\n");
        assertThat(yaml.text("version")).isEqualTo("1.10");
        assertThat(yaml.text("flag")).isEqualTo("yes");
        assertThat(yaml.text("none")).isEqualTo("~");
        assertThat(yaml.get("list").items())
                .containsExactly(new Json.JsonString("007"), new Json.JsonString("a"));
    }

    @Test
    void anAliasOfAScalarIsTheScalar() throws Exception {
        assertThat(read("a: &x 1\nb: *x\n").text("b")).isEqualTo("1");
    }

    @Test
    void severalDocumentsAreReadWhereTheyAreExpected() throws Exception {
        assertThat(Yaml.readAll("---\na: 1\n---\nb: 2\n".getBytes(UTF_8))).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a: 1\n---\nb: 2\n",
                "a: 1\na: 2\n",
                "a: &x [1]\nb: *x\n",
                "a: *unknown\n",
                "? [1]\n: 2\n",
                "a: [1\n",
                "<<<<<<< HEAD\na: 1\n"
            })
    void whatIsNotOneStrictDocumentIsRefused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(MalformedFileException.class);
    }

    @Test
    void deepNestingIsRefused() {
        assertThatThrownBy(() -> read("[".repeat(100_000)))
                .isInstanceOf(MalformedFileException.class);
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        try {
            Yaml.readAll(bytes);
        } catch (MalformedFileException _) {
            // refused
        }
    }

    private static Json read(String text) throws MalformedFileException {
        return Yaml.read(text.getBytes(UTF_8));
    }
}
