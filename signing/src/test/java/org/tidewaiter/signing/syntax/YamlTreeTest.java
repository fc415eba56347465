package org.tidewaiter.signing.syntax;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;

class YamlTreeTest {
    @Test
    void valuesAreWhatJsonHas() throws Exception {
        var read =
                YamlTree.read(
                        """
                        --- # a comment
                        a: 7
                        b: "7"
                        c: [true, yes, 'false', 1.5, -3, 007, 0x1f]
                        d: {e: null, f: ~, g: }
                        h: |
                          two
                          lines
                        ? i
                        : 2026-01-01T00:00:00Z
                        """);
        assertThat(new String(CanonicalJson.write(read.json().get("c")), UTF_8))
                .isEqualTo("[true,\"yes\",\"false\",\"1.5\",-3,\"007\",\"0x1f\"]");
        assertThat(read.optionalCount("a")).contains(7);
        assertThat(read.text("b")).isEqualTo("7");
        assertThat(read.object("d").has("e")).isFalse();
        assertThat(read.object("d").has("g")).isFalse();
        assertThat(read.text("h")).isEqualTo("two\nlines\n");
        assertThat(read.text("i")).isEqualTo("2026-01-01T00:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "[a]",
                "a: 1\na: 2",
                "a: 1\n'a': 2",
                "a: &x 1\nb: *x",
                "a: &x {}",
                "a: [*x]",
                "a: !!str 1",
                "a: !own {}",
                "!!map {}",
                "&k a: 1",
                "{a: 1}: 2",
                "<<: {a: 1}\n? [a]\n: 1",
                "a: 1\n--- \nb: 2",
                "a: [",
                "a: \"\\q\"",
                "a: b: c",
                "\ta: 1",
            })
    void whatJsonDoesNotHaveIsRefused(String yaml) {
        assertThatThrownBy(() -> YamlTree.read(yaml))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.MALFORMED_YAML));
    }

    @Test
    void whatIsDeepOrEndlessIsRefused() {
        assertTooLarge("a: " + "[".repeat(20) + "]".repeat(20));
        assertTooLarge("a: " + "[".repeat(100_000));
        assertTooLarge("a: [" + "1,".repeat(60_000) + "1]");
    }

    private static void assertTooLarge(String yaml) {
        assertThatThrownBy(() -> YamlTree.read(yaml))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.TOO_LARGE));
    }
}
