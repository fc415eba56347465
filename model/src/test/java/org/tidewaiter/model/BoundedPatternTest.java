package org.tidewaiter.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundedPatternTest {
    private static BoundedPattern pattern(String expression) {
        return BoundedPattern.parse(expression).orElseThrow();
    }

    @Test
    void itIsLookedFor() {
        assertThat(pattern("b+").isIn("abbc")).isTrue();
        assertThat(pattern("b+").matches("abbc")).isFalse();
        assertThat(pattern("a(b+)c").replaceIn("abbc abc", "<$1>", true)).isEqualTo("<bb> <b>");
        assertThat(pattern("a(b+)c").replaceIn("abbc abc", "<$1>", false)).isEqualTo("<bb> abc");
        assertThat(BoundedPattern.parse("(")).isEmpty();
    }

    @Test
    void whatTakesTooLongIsGivenUp() {
        var text = "a".repeat(60) + "b";
        assertThat(pattern("(a+)+$").isIn(text)).isFalse();
        assertThat(pattern("(a+)+$").replaceIn(text, "", true)).isEqualTo(text);
    }

    @Test
    void whatGoesTooDeepIsGivenUp() {
        var text = "ab".repeat(20_000);
        assertThat(pattern("(?:a|b)*c").matches(text)).isFalse();
        assertThat(pattern("(?:a|b)*").replaceIn(text, "", true)).isEqualTo(text);
        assertThat(BoundedPattern.parse("(".repeat(200_000))).isEmpty();
    }

    @Test
    void aReplacementOfAGroupThatIsNotThereChangesNothing() {
        assertThat(pattern("a").replaceIn("a", "$3", true)).isEqualTo("a");
    }
}
