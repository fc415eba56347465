package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.cli.Typed.run;
import static org.tidewaiter.cli.Typed.typed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `version`, `--version` and `completion`.
class VersionCommandTest {
    @Test
    void theVersionIsTheSameInBothForms() {
        assertThat(run("version").out().strip()).isEqualTo("tidewaiter " + Main.VERSION);
        assertThat(run("--version").out()).isEqualTo(run("version").out());
    }

    @ParameterizedTest
    @CsvSource({
        "deb, 1.0~rc1, 1.0, <",
        "deb, 1.0, 1.0-0, =",
        "npm, 10.0.0, 9.0.0, >",
        "pypi, nonsense, 1.0, invalid",
    })
    void twoVersionsAreCompared(String ecosystem, String first, String second, String answer) {
        var result = run("version", "compare", ecosystem, first, second);
        assertThat(result.status()).isZero();
        assertThat(result.out().strip()).isEqualTo(answer);
    }

    @Test
    void linesAreAnsweredALineEach() {
        var lines = "1.0\t2.0\r\n2.0\t1.0\nno tab\n\n1.0\t1.0";
        assertThat(typed("version", "compare", "npm").reading(lines).run().out().lines())
                .containsExactly("invalid", "invalid", "invalid", "invalid", "invalid");
        assertThat(typed("version", "compare", "deb").reading(lines).run().out().lines())
                .containsExactly("<", ">", "invalid", "invalid", "=");
    }

    @Test
    void anUnknownEcosystemNamesTheKnownOnes() {
        var result = run("version", "compare", "cobol", "1", "2");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("error[ecosystem-unknown]: ")
                .contains("'cobol'", "deb, ", "npm");
    }

    @Test
    void oneVersionAloneIsAProblem() {
        assertThat(run("version", "compare", "deb", "1").err())
                .startsWith("error[usage]: only one version was given");
    }

    @Test
    void theCompletionKnowsCommandsAndFlags() {
        var script = run("completion").out();
        assertThat(script).startsWith("#!/usr/bin/env bash").contains("inventory", "--fail-on");
    }
}
