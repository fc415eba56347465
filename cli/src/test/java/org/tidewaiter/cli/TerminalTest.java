package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {
    @Test
    void aPipeHasNoColourNoWidthAndNoProgress() {
        assertThat(Terminal.of(new Properties(), Map.of()))
                .isEqualTo(new Terminal(0, false, false));
    }

    @ParameterizedTest
    @CsvSource({"120, 120", "20, 40", "0, 80", "'', 80", "wide, 80"})
    void theWidthIsTheTerminalsOrAUsualOne(String found, int columns) {
        assertThat(Terminal.of(at(found), Map.of()).columns()).isEqualTo(columns);
    }

    @Test
    void aTerminalHasColour() {
        assertThat(Terminal.of(at("80"), Map.of()).colour()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "NO_COLOR, 1, false",
        "NO_COLOR, '', true",
        "TERM, dumb, false",
        "TERM, xterm, true"
    })
    void colourCanBeUnwanted(String variable, String value, boolean colour) {
        assertThat(Terminal.of(at("80"), Map.of(variable, value)).colour()).isEqualTo(colour);
    }

    @Test
    void progressIsAQuestionOfStandardErrorAlone() {
        var properties = new Properties();
        properties.setProperty("org.tidewaiter.progress", "true");
        assertThat(Terminal.of(properties, Map.of())).isEqualTo(new Terminal(0, true, false));
    }

    private static Properties at(String columns) {
        var properties = new Properties();
        properties.setProperty("org.tidewaiter.columns", columns);
        return properties;
    }
}
