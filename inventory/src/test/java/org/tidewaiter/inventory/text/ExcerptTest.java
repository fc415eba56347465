package org.tidewaiter.inventory.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
    @Test
    void aTerminalCannotBeSteered() {
        assertThat(Excerpt.of("a\u001b[31mred\nline\u202eright"))
                .isEqualTo("a\\u001b[31mred\\u000aline\\u202eright");
    }

    @Test
    void lettersOfAnyScriptAreKept() {
        assertThat(Excerpt.of("grün 図書 😀")).isEqualTo("grün 図書 😀");
    }

    @Test
    void whatIsCutOffShowsAsAnEllipsis() {
        assertThat(Excerpt.of("abcdef", 3)).isEqualTo("abc…");
        assertThat(Excerpt.of("abc", 3)).isEqualTo("abc");
    }
}
