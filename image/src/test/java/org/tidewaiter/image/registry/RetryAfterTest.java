package org.tidewaiter.image.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void itIsANumberOfSeconds() {
        assertThat(of(Map.of("Retry-After", "120"))).contains(Duration.ofMinutes(2));
        assertThat(of(Map.of("Retry-After", " 0 "))).contains(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sun, 22 Nov 2026 10:01:40 GMT",
                "Sunday, 22-Nov-26 10:01:40 GMT",
                "Sun Nov 22 10:01:40 2026"
            })
    void itIsADateInAnyOfTheThreeForms(String date) {
        assertThat(of(Map.of("Retry-After", date))).contains(Duration.ofSeconds(100));
    }

    @Test
    void aDayOfOneDigitIsPaddedAsCDoesIt() {
        assertThat(of(Map.of("Retry-After", "Sun Nov  1 10:00:00 2026"))).contains(Duration.ZERO);
        assertThat(of(Map.of("Retry-After", "Tue Dec  1 10:00:00 2026")))
                .contains(Duration.ofDays(9));
    }

    @Test
    void aDateIsHeldAgainstTheServersOwnClock() {
        assertThat(
                        of(
                                Map.of(
                                        "Retry-After", "Sun, 06 Nov 1994 08:49:42 GMT",
                                        "Date", "Sun, 06 Nov 1994 08:49:37 GMT")))
                .contains(Duration.ofSeconds(5));
    }

    @Test
    void aDateThatHasPassedIsNow() {
        assertThat(of(Map.of("Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT")))
                .contains(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "-1",
                "1.5",
                "999999999999999999999",
                "Mon, 22 Nov 2026 10:01:40 GMT",
                "Sun, 22 Nov 2026 25:01:40 GMT",
                "Sun, 22 Nov 2026 10:01:40 +0100"
            })
    void whatCannotBeUnderstoodSaysNothing(String value) {
        assertThat(of(Map.of("Retry-After", value))).isEmpty();
    }

    private static Optional<Duration> of(Map<String, String> headers) {
        var lists = new HashMap<String, List<String>>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return RetryAfter.of(HttpHeaders.of(lists, (_, _) -> true), NOW);
    }
}
