package org.tidewaiter.signing.syntax;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;

/// @see "RFC 8785, 3.2.2 and 3.2.3, from whose facts the examples are"
class CanonicalJsonTest {
    /// By UTF-16 code units: a letter beyond the first plane before one at the end of it.
    @Test
    void namesAreSortedByTheirUtf16() throws Exception {
        assertThat(
                        written(
                                """
                                {"\\ufb33":1,"\\ud83d\\ude00":2,"\\u20ac":3,"\\u00f6":4,"\\u0080":5,"1":6,"\\r":7}\
                                """))
                .isEqualTo(
                        "{\"\\r\":7,\"1\":6,\"\u0080\":5,\"\u00f6\":4,\"\u20ac\":3,\"\ud83d\ude00\":2,\"\ufb33\":1}");
    }

    @Test
    void asFewLettersAreEscapedAsCanBe() throws Exception {
        assertThat(
                        written(
                                "[\"\\u20ac$\\u000f\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\\b\\f\\t\\u007f\"]"))
                .isEqualTo("[\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\\b\\f\\t\u007f\"]");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "[ ] | []",
                "{ } | {}",
                "[ [ ] , [ 1 , true ] , { \"b\" : false , \"a\" : { } } ] | [[],[1,true],{\"a\":{},\"b\":false}]",
                "[-0] | [0]",
                "[1e2, 9007199254740991, -9007199254740991] | [100,9007199254740991,-9007199254740991]",
            })
    void nothingStandsBetweenTheParts(String json, String canonical) throws Exception {
        assertThat(written(json)).isEqualTo(canonical);
        if (canonical.startsWith("{")) {
            assertThat(CanonicalJson.read(canonical.getBytes(UTF_8)).json())
                    .isEqualTo(JsonReader.read(json.getBytes(UTF_8)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[null]",
                "[1.5]",
                "[9007199254740992]",
                "[1e400]",
                "[1e2147483647]",
                "[1e-2147483647]",
                "[\"\\ud800\"]",
                "[\"\\udc00\\ud800\"]",
                "[\"\\ud800x\"]",
            })
    void whatReadersCouldReadDifferentlyIsNotWritten(String json) throws Exception {
        var read = JsonReader.read(json.getBytes(UTF_8));
        assertThatThrownBy(() -> CanonicalJson.write(read))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ }", "{}\n", "{\"b\":1,\"a\":1}", "{\"a\":1.0}", "{\"a\":null}"})
    void whatIsWrittenInAnotherWayIsRefused(String json) {
        assertThatThrownBy(() -> CanonicalJson.read(json.getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.NOT_CANONICAL));
    }

    private static String written(String json) throws Exception {
        return new String(CanonicalJson.write(JsonReader.read(json.getBytes(UTF_8))), UTF_8);
    }
}
