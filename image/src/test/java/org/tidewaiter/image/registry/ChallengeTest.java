package org.tidewaiter.image.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChallengeTest {
    @Test
    void quotedValuesMayHaveCommasAndEscapes() {
        assertThat(
                        Challenge.parse(
                                List.of(
                                        "Bearer realm=\"https://a/token\", service=\"a, \\\"b\\\"\",scope=\"x\"")))
                .containsExactly(
                        new Challenge(
                                "bearer",
                                Map.of(
                                        "realm", "https://a/token",
                                        "service", "a, \"b\"",
                                        "scope", "x")));
    }

    @Test
    void oneHeaderMayOfferSeveralWays() {
        assertThat(Challenge.parse(List.of("Basic realm=x, BEARER Realm=\"y\"", "Negotiate")))
                .containsExactly(
                        new Challenge("basic", Map.of("realm", "x")),
                        new Challenge("bearer", Map.of("realm", "y")),
                        new Challenge("negotiate", Map.of()));
    }

    @Test
    void nonsenseOffersNothing() {
        assertThat(Challenge.parse(List.of("", "\"\\", ",,,=="))).isEmpty();
    }
}
