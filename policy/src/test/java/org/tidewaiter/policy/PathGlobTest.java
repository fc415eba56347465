package org.tidewaiter.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathGlobTest {
    @ParameterizedTest
    @CsvSource({
        "app/*.jar, app/a.jar, true",
        "app/*.jar, app/lib/a.jar, false",
        "app/**/*.jar, app/a.jar, true",
        "app/**/*.jar, app/lib/deep/a.jar, true",
        "**/a.jar, a.jar, true",
        "**, a/b/c, true",
        "/app/a.jar, app/a.jar, true",
        "./app/a.jar, /app/a.jar, true",
        "app/**, app, true",
        "app/**, apps/a, false",
        "app, app/a.jar, false",
    })
    void aStarStaysInItsSegmentAndTwoDoNot(String glob, String path, boolean matches) {
        assertThat(PathGlob.parse(glob).orElseThrow().matches(path)).isEqualTo(matches);
    }

    @Test
    void aLongPathIsMatchedInTime() {
        var glob = PathGlob.parse("**/a/".repeat(30) + "b").orElseThrow();
        assertThat(glob.matches("a/".repeat(10_000) + "c")).isFalse();
    }

    @Test
    void matchingANameIsGivenUpWhereItWouldTakeForEver() {
        var pattern = NamePattern.parse("(a+)+").orElseThrow();
        assertThat(pattern.matches("aaaa")).isTrue();
        assertThat(pattern.matches("a".repeat(64) + "b")).isFalse();
    }
}
