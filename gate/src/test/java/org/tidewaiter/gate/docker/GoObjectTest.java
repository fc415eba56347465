package org.tidewaiter.gate.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.model.json.MalformedJsonException;

class GoObjectTest {
    private static GoObject read(String json) throws MalformedJsonException {
        return GoObject.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Tasks", "tasks", "TASKS", "tas\u212as", "ta\u017fk\u017f", "\\u0054asks"})
    void aMemberIsFoundWhateverItsCaseAsGoFindsIt(String name) throws MalformedJsonException {
        assertThat(read("{\"%s\":\"x\"}".formatted(name)).text("Tasks")).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Tasks ", "T\u0430sks", "T\u00e4sks", "Task", "\u0130mage"})
    void anotherNameIsAnother(String name) throws MalformedJsonException {
        var object = read("{\"%s\":\"x\"}".formatted(name));
        assertThat(object.text("Tasks") + object.text("Image")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Image\":\"a\",\"image\":\"b\"}",
                "{\"image\":\"a\",\"IMAGE\":null}",
            })
    void aMemberThatStandsTwiceInDifferentCaseIsNotRead(String json) throws MalformedJsonException {
        var object = read(json);
        assertThatThrownBy(() -> object.text("Image")).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void keysThatAreDataMayDifferInCase() throws MalformedJsonException {
        assertThat(read("{\"Labels\":{\"a\":\"1\",\"A\":\"2\"}}").map("Labels")).hasSize(2);
    }

    @Test
    void nullIsAsGoodAsAbsent() throws MalformedJsonException {
        var object = read("{\"a\":null}");
        assertThat(object.has("a")).isFalse();
        assertThat(object.text("a")).isEmpty();
        assertThat(object.number("a")).isZero();
        assertThat(object.texts("a")).isEmpty();
        assertThat(object.object("a").members()).isEmpty();
    }

    @Test
    void whatHasAnotherShapeIsNotRead() throws MalformedJsonException {
        var object = read("{\"a\":1.5,\"b\":{},\"c\":[1]}");
        assertThatThrownBy(() -> object.number("a")).isInstanceOf(MalformedJsonException.class);
        assertThatThrownBy(() -> object.truth("a")).isInstanceOf(MalformedJsonException.class);
        assertThatThrownBy(() -> object.text("b")).isInstanceOf(MalformedJsonException.class);
        assertThatThrownBy(() -> object.texts("c")).isInstanceOf(MalformedJsonException.class);
        assertThatThrownBy(() -> object.object("c")).isInstanceOf(MalformedJsonException.class);
        assertThatThrownBy(() -> object.objects("c")).isInstanceOf(MalformedJsonException.class);
    }

    /// Go writes a replacement in place of a byte that is no UTF-8; other readers see a letter in
    /// what is longer than it need be.
    @Test
    void bytesThatAreNoUtf8AreNotRead() {
        var overlong = "{\"\u00c1\u0089mage\":\"x\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> GoObject.read(overlong))
                .isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void endlessDepthIsNotRead() {
        var deep = "{\"a\":".repeat(100_000);
        assertThatThrownBy(() -> read(deep)).isInstanceOf(MalformedJsonException.class);
    }
}
