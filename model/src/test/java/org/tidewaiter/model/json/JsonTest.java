package org.tidewaiter.model.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void aDocumentIsReadWithItsMembersInOrder() throws Exception {
        var json = read("{\"b\":[1,true,null,\"x\"],\"a\":{\"c\":2.50}}");
        assertThat(json.members().keySet()).containsExactly("b", "a");
        assertThat(json.get("b").items().getFirst().wholeNumber()).hasValue(1L);
        assertThat(json.get("b").items().get(1).isTrue()).isTrue();
        assertThat(json.get("a").get("c").number()).map(Object::toString).hasValue("2.50");
    }

    @Test
    void askingForAnotherShapeGivesNothing() throws Exception {
        var json = read("[1.5]");
        assertThat(json.get("a").get("b").text()).isEmpty();
        assertThat(json.text("a")).isEmpty();
        assertThat(json.items().getFirst().wholeNumber()).isEmpty();
        assertThat(json.members()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"a\":1,\"a\":2}",
                "{} {}",
                "[1,]",
                "{'a':1}",
                "NaN",
                "// no\n1",
                "\"\u0001\"",
                "1e99999999999"
            })
    void whatIsNotStrictlyOneDocumentIsRefused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void depthIsBounded() throws Exception {
        assertThat(read("[".repeat(100) + "]".repeat(100)).items()).hasSize(1);
        assertThatThrownBy(() -> read("[".repeat(100_000)))
                .isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void aHugeExponentIsNoWholeNumberAndCostsNothing() throws Exception {
        assertThat(read("1e999999").wholeNumber()).isEmpty();
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheDocument() throws Exception {
        assertThat(read("\ufeff7").wholeNumber()).hasValue(7L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"b\":{\"z\":[],\"a\":{}},\"a\":[[1,-2.50,3e400],true,false,null,\"\\u0000 ä\"]}",
                "\"text\"",
                "[]",
                "null",
            })
    void aTreeIsWrittenAsItWasRead(String document) throws Exception {
        var tree = read(document);
        var out = new ByteArrayOutputStream();
        try (var json = new JsonWriter(out)) {
            json.value(tree);
        }
        var again = JsonReader.read(out.toByteArray());
        assertThat(again).isEqualTo(tree);
        assertThat(again.members().keySet()).containsExactlyElementsOf(tree.members().keySet());
    }

    @Test
    void aLetterThatATerminalActsOnIsEscapedAndReadBack() throws Exception {
        var text = "ü\u4e2d\ud83d\ude00 \u0000\u001b\u007f\u009b\u202e\u2028\ufeff";
        var out = new ByteArrayOutputStream();
        try (var json = new JsonWriter(out)) {
            json.beginObject().field(text, text).endObject();
        }
        var written = out.toString(StandardCharsets.UTF_8);
        assertThat(written)
                .contains("ü\u4e2d\ud83d\ude00 ")
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\n]]");
        assertThat(read(written).text(text)).isEqualTo(text);
    }

    @Test
    void whatIsWrittenIsIndentedByTwoAndEndsWithALineFeed() {
        var out = new ByteArrayOutputStream();
        try (var json = new JsonWriter(out)) {
            json.beginObject()
                    .field("name", "ä")
                    .field("count", 2)
                    .field("absent", Optional.empty())
                    .fieldUnlessEmpty("empty", "")
                    .field("list", List.of("a", "b"))
                    .beginArray("none")
                    .endArray()
                    .endObject();
        }
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        {
                          "name": "ä",
                          "count": 2,
                          "list": [
                            "a",
                            "b"
                          ],
                          "none": []
                        }
                        """);
    }

    @FuzzTest
    void anyBytesAreADocumentOrRefused(byte[] bytes) {
        try {
            assertThat(JsonReader.read(bytes)).isNotNull();
        } catch (MalformedJsonException expected) {
            assertThat(expected).hasMessageMatching("(?s).+");
        }
    }

    private static Json read(String text) throws MalformedJsonException {
        return JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
