package org.tidewaiter.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.testkit.Golden;

class RefusalsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "refusals.md");

    @Test
    void thePageListsEveryReason() throws IOException {
        var page =
                new StringBuilder(
                        """
                        # Why something that is signed is refused

                        Written from the program, by `RefusalsPageTest`. `tidewaiter verify` and `tidewaiter evidence tree` give one of
                        these for each thing that stands beside an image and is no evidence: the first that is wrong. What is refused
                        neither helps nor harms what else is there. That it cannot be told what is there is no reason but an error.

                        | reason | what is wrong | what helps |
                        |---|---|---|
                        """);
        for (var one : Refusal.values()) {
            page.append("| `%s` | %s | %s |\n".formatted(one.code(), one.meaning(), one.mend()));
        }
        Golden.assertMatches(PAGE, page.toString());
    }

    @Test
    void whatIsWrongAndWhatHelpsAreClausesAndNoTwoAreTheSame() {
        assertThat(Refusal.values())
                .allSatisfy(one -> {
                    assertThat(one.code()).matches("[a-z]+(-[a-z0-9]+)*");
                    assertThat(one.meaning()).doesNotContain("\n", "|").doesNotEndWith(".");
                    assertThat(one.mend())
                            .isNotEmpty()
                            .doesNotContain("\n", "|")
                            .doesNotEndWith(".");
                });
        assertThat(Arrays.stream(Refusal.values()).map(Refusal::meaning)).doesNotHaveDuplicates();
    }
}
