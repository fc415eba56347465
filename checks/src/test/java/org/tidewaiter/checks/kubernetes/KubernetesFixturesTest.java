package org.tidewaiter.checks.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.checks.fixture.Fixture;
import org.tidewaiter.checks.fixture.Verdicts;

class KubernetesFixturesTest {
    static List<Fixture> fixtures() {
        return Fixture.all("kubernetes", "", "kubernetes");
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void everyFileGivesExactlyWhatIsExpected(Fixture fixture) {
        Verdicts.areExactlyAsExpected(fixture, KubernetesRules::read);
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void whatIsSuggestedHelps(Fixture fixture) {
        Verdicts.editsHelp(fixture, KubernetesRules::read);
    }

    @Test
    void everyRuleIsBrokenByOneFileAndKeptByAnother() {
        Verdicts.coverEveryRule(fixtures(), KubernetesRules.CHECKS);
    }

    @Test
    void thereAreFortyOfThem() {
        assertThat(fixtures()).hasSizeGreaterThanOrEqualTo(40);
    }
}
