package org.tidewaiter.policy.fact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.testkit.Property;

class FactsJsonTest {
    @Test
    void whatIsWrittenIsReadAndWrittenAgainAsTheSameBytes() {
        Property.forAll(
                SomeFacts::facts,
                facts -> {
                    var bytes = written(facts);
                    var again = FactsJson.read("facts.json", bytes);
                    assertThat(FactTree.of(Shape.Group.FACTS, again))
                            .isEqualTo(FactTree.of(Shape.Group.FACTS, facts));
                    assertThat(written(again)).isEqualTo(bytes);
                });
    }

    @Test
    void aGroupThatIsMissingIsNotKnownAndAMemberThatIsMissingIsEmpty() throws ProblemException {
        var facts =
                read(
                        """
                        {"format": "tidewaiter-facts-1", "stage": "prod", "now": "2026-11-23T12:00:00Z",
                         "image": {"user": "app"}}
                        """);
        assertThat(facts.findings()).isEmpty();
        assertThat(facts.now()).isEqualTo(Instant.parse("2026-11-23T12:00:00Z"));
        assertThat(facts.image().orElseThrow().user()).isEqualTo("app");
        assertThat(facts.image().orElseThrow().created()).isEmpty();
        assertThat(facts.image().orElseThrow().layers()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[] | it is no object with the 'format'",
                "{\"stage\": \"prod\"} | it is no object with the 'format'",
                "{\"format\": \"tidewaiter-facts-1\", \"x\": 1} | the document has 'x', which is no fact",
                "{\"format\": \"tidewaiter-facts-1\", \"stage\": 1} | the document.stage is not text",
                "{\"format\": \"tidewaiter-facts-1\", \"image\": {\"layers\": 4294967296}} | is not a whole number",
                "{\"format\": \"tidewaiter-facts-1\", \"findings\": [{}, {\"severity\": \"bad\"}]} | findings[1].severity is not one of",
                "{\"format\": \"tidewaiter-facts-1\", \"findings\": [{\"score\": 1e999}]} | score is not a number",
                "{\"format\": \"tidewaiter-facts-1\", \"now\": \"today\"} | is no time like",
                "{\"format\": \"tidewaiter-facts-1\", \"now\": null} | the document.now is not a time",
                "{\"stage\": \"a\", \"stage\": \"b\"} | Duplicate",
            })
    void whatDoesNotFitTheRecordsIsRefusedWithItsPlace(String json, String why) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("facts.json: ")
                .hasMessageContaining(why);
    }

    private static byte[] written(Facts facts) {
        var out = new ByteArrayOutputStream();
        FactsJson.write(facts, out);
        return out.toByteArray();
    }

    private static Facts read(String json) throws ProblemException {
        return FactsJson.read("facts.json", json.getBytes(UTF_8));
    }
}
