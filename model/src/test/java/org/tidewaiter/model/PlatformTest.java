package org.tidewaiter.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlatformTest {
    @Test
    void aPlatformWithoutAVariantTakesAny() {
        var wanted = Platform.parse("linux/arm64").orElseThrow();
        assertThat(wanted.accepts(Platform.parse("linux/arm64/v8").orElseThrow())).isTrue();
        assertThat(wanted.accepts(Platform.parse("linux/amd64").orElseThrow())).isFalse();
    }

    @Test
    void aPlatformWithAVariantTakesNoOther() {
        var wanted = Platform.parse("linux/arm/v7").orElseThrow();
        assertThat(wanted.accepts(Platform.parse("linux/arm/v6").orElseThrow())).isFalse();
        assertThat(wanted.accepts(wanted)).isTrue();
    }

    @Test
    void otherFormsAreNoPlatform() {
        assertThat(Platform.parse("linux")).isEmpty();
        assertThat(Platform.parse("linux/")).isEmpty();
        assertThat(Platform.parse("linux/arm/v7/x")).isEmpty();
    }
}
