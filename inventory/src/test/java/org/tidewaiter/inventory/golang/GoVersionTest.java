package org.tidewaiter.inventory.golang;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoVersionTest {
    @ParameterizedTest
    @CsvSource({
        "go1.22.3, 1.22.3",
        "go1.20, 1.20.0",
        "go1.21rc2, 1.21.0-rc.2",
        "go1.17beta1, 1.17.0-beta.1",
        "go1.22.3 X:loopvar, 1.22.3",
        "go1.26.5-X:jsonv2, 1.26.5",
        "go1.26 (Red Hat 1.26-1.el9), 1.26.0",
        "go1.19.5b4, 1.19.5",
        "devel go1.23-5e9b6d9 Tue, ''",
    })
    void whatVendorsAndExperimentsAddIsLeftOut(String text, String version) {
        assertThat(GoVersion.semantic(text)).contains(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "go", "go1", "gopher1.2", "1.22", "go1.2.3.4", "develop"})
    void otherTextIsNoGoVersion(String text) {
        assertThat(GoVersion.semantic(text)).isEmpty();
    }

    @Test
    void anEndlessNumberIsReadInNoTime() {
        assertThat(GoVersion.semantic("go1." + "9".repeat(100_000))).isPresent();
    }
}
