package org.tidewaiter.checks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.checks.document.YamlFile;
import org.tidewaiter.checks.fixture.Fixture;
import org.tidewaiter.checks.fixture.Verdicts;
import org.tidewaiter.image.reader.Reading;

class PipelineFixturesTest {
    static List<Fixture> fixtures() {
        return Fixture.all("pipeline", "", "pipeline");
    }

    private static Reading read(Fixture fixture, String text) {
        var kind = fixture.name().split("-", 2)[0];
        return switch (kind) {
            case "github" -> PipelineRules.readGitHub(YamlFile.parse(text));
            case "gitlab" -> PipelineRules.readGitLab(YamlFile.parse(text));
            case "jenkins" -> PipelineRules.readJenkins(text);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void everyFileGivesExactlyWhatIsExpected(Fixture fixture) {
        Verdicts.areExactlyAsExpected(fixture, text -> read(fixture, text));
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void whatIsSuggestedHelps(Fixture fixture) {
        Verdicts.editsHelp(fixture, text -> read(fixture, text));
    }

    @Test
    void everyRuleIsBrokenByOneFileAndKeptByAnother() {
        Verdicts.coverEveryRule(fixtures(), PipelineRules.CHECKS);
    }

    @Test
    void thereAreThirtyOfThem() {
        assertThat(fixtures()).hasSizeGreaterThanOrEqualTo(30);
    }
}
