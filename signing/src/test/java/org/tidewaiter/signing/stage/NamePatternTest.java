package org.tidewaiter.signing.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {
    @ParameterizedTest
    @CsvSource({
        "a*c, abbc, true",
        "a*c, ac, true",
        "a*c, abcd, false",
        "a*c, bac, false",
        "*, a.b-c, true",
        "*, a/b, false",
        "*, a@b, false",
        "*/*, a/b, true",
        "*@example.com, ann@example.com, true",
        "*@example.com, ann@evil@example.com, false",
        "https://host/acme/*/release@*, https://host/acme/app/release@main, true",
        "https://host/acme/*/release@*, https://host/acme/x/y/release@main, false",
        "a*b*c, aXbYbc, true",
        "a.c, abc, false",
        "**, ab, true",
    })
    void aStarStandsForLettersOfOnePart(String pattern, String name, boolean matches) {
        assertThat(NamePattern.matches(pattern, name)).isEqualTo(matches);
    }

    /// Readers of expressions that go back would never end.
    @Test
    void manyStarsTakeNoTime() {
        assertThat(NamePattern.matches("*a".repeat(2_000) + "b", "a".repeat(4_000))).isFalse();
    }

    @Test
    void nothingMatchesNothing() {
        assertThat(NamePattern.matches("", "")).isTrue();
        assertThat(NamePattern.matches("*", "")).isTrue();
        assertThat(NamePattern.matches("", "a")).isFalse();
    }
}
