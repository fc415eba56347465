package org.tidewaiter.checks.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.checks.fixture.Fixture;
import org.tidewaiter.checks.fixture.Verdicts;

class DockerfileFixturesTest {
    static List<Fixture> fixtures() {
        return Fixture.all("dockerfile", "", "dockerfile");
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void everyFileGivesExactlyWhatIsExpected(Fixture fixture) {
        Verdicts.areExactlyAsExpected(fixture, DockerfileRules::read);
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void whatIsSuggestedHelps(Fixture fixture) {
        Verdicts.editsHelp(fixture, DockerfileRules::read);
    }

    @Test
    void everyRuleIsBrokenByOneFileAndKeptByAnother() {
        Verdicts.coverEveryRule(fixtures(), DockerfileRules.CHECKS);
    }

    @Test
    void thereAreSixtyOfThem() {
        assertThat(fixtures()).hasSizeGreaterThanOrEqualTo(60);
    }
}
