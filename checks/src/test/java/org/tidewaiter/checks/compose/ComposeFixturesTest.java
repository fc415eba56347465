package org.tidewaiter.checks.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.checks.document.YamlFile;
import org.tidewaiter.checks.fixture.Fixture;
import org.tidewaiter.checks.fixture.Verdicts;
import org.tidewaiter.image.reader.Reading;

class ComposeFixturesTest {
    static List<Fixture> fixtures() {
        return Fixture.all("compose", "", "compose");
    }

    private static Reading read(String text) {
        return ComposeRules.read(YamlFile.parse(text));
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void everyFileGivesExactlyWhatIsExpected(Fixture fixture) {
        Verdicts.areExactlyAsExpected(fixture, ComposeFixturesTest::read);
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void whatIsSuggestedHelps(Fixture fixture) {
        Verdicts.editsHelp(fixture, ComposeFixturesTest::read);
    }

    @Test
    void everyRuleIsBrokenByOneFileAndKeptByAnother() {
        Verdicts.coverEveryRule(fixtures(), ComposeRules.CHECKS);
    }

    @Test
    void thereAreTwentyOfThem() {
        assertThat(fixtures()).hasSizeGreaterThanOrEqualTo(20);
    }
}
