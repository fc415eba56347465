package org.tidewaiter.checks.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariablesTest {
    private static Variables variables() {
        var variables = new Variables();
        variables.declare("V", Optional.of("1.27.3-alpine"));
        variables.declare("EMPTY", Optional.of(""));
        variables.declare("OPEN", Optional.empty());
        return variables;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "$V|1.27.3-alpine",
                "a${V}b|a1.27.3-alpineb",
                "${NONE:-x}|x",
                "${NONE-x}|x",
                "${EMPTY:-x}|x",
                "${EMPTY-x}|~~",
                "${V:-x}|1.27.3-alpine",
                "${V:+yes}|yes",
                "${EMPTY:+yes}|~~",
                "${EMPTY+yes}|yes",
                "${NONE:+yes}|~~",
                "${NONE:-${V}}|1.27.3-alpine",
                "${V%-*}|1.27.3",
                "${V%.*}|1.27",
                "${V%%.*}|1",
                "${V#*.}|27.3-alpine",
                "${V##*.}|3-alpine",
                "${V/alpine/slim}|1.27.3-slim",
                "${V//./_}|1_27_3-alpine",
                "\\$V|$V",
                "$|$",
            })
    void theyAreReplacedAsTheBuilderDoes(String text, String expanded) {
        var result = variables().expand(text, '\\');
        assertThat(result.text()).isEqualTo(expanded);
        assertThat(result.certain()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"root\"|root",
                "'$V'|$V",
                "\"a${V}\"'b'c|a1.27.3-alpinebc",
                "\"it's\"|it's",
                "\\\"x|~\"x~",
                "'open|open",
            })
    void quotesOfArgumentsGoAway(String text, String expanded) {
        assertThat(variables().expandWords(text, '\\').text()).isEqualTo(expanded);
    }

    @Test
    void whatOnlyTheBuildKnowsStaysOpen() {
        assertThat(variables().expand("a:$OPEN", '\\').known()).isEmpty();
        assertThat(variables().expand("a:$OPEN", '\\').undefined()).isEmpty();
        assertThat(variables().expand("${OPEN:?must be}", '\\').known()).isEmpty();
    }

    @Test
    void whatNobodyDeclaredIsNamed() {
        assertThat(variables().expand("$A${B}$TARGETARCH", '\\').undefined())
                .containsExactly("A", "B");
    }

    @Test
    void valuesThatDoubleEachTimeStopGrowing() {
        var variables = new Variables();
        variables.declare("A", Optional.of("x".repeat(64)));
        for (int i = 0; i < 100; i++) {
            variables.declare("A", variables.expand("$A$A", '\\').known());
        }
        assertThat(variables.expand("$A", '\\').known()).isEmpty();
    }
}
