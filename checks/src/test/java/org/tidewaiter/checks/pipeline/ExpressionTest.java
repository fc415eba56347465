package org.tidewaiter.checks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ExpressionTest {
    @Test
    void anIndexIsAName() {
        assertThat(Expression.of("GitHub[ 'Event' ].issue['title']").text())
                .isEqualTo("github.event.issue.title");
    }

    @Test
    void whatIsNestedDeeplyIsJudgedByItsNames() {
        var deep = "(".repeat(200_000) + "github.head_ref" + ")".repeat(200_000);
        assertThat(Expression.of(deep).isUntrusted()).isTrue();
        assertThat(Expression.of("format(".repeat(200_000)).isUntrusted()).isFalse();
        assertThat(Expression.of("[ '".repeat(200_000)).isUntrusted()).isFalse();
        assertThat(Expression.of("a || b && ".repeat(100_000)).isUntrusted()).isFalse();
    }
}
