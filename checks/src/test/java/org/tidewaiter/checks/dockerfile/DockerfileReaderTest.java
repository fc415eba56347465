package org.tidewaiter.checks.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.checks.fixture.Verdicts;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;

@Timeout(20)
class DockerfileReaderTest {
    private static Reading read(String path, String text) throws MalformedFileException {
        return new DockerfileReader().read(ClaimedFile.of(path, text));
    }

    @Test
    void aBinaryFileIsRefusedWithTheLine() {
        assertThatThrownBy(() -> read("Dockerfile", "FROM a\nRUN \0\1\n"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage("line 2: binary content, no Dockerfile");
    }

    @Test
    void aFileWithoutFromIsAGap() throws Exception {
        assertThat(read("Dockerfile", "all: build\n\tmake\n").gaps())
                .containsExactly("line 1: no FROM: not a Dockerfile");
    }

    @Test
    void aTemplateIsAGapAtItsLineAndHidesNoOther() throws Exception {
        var reading =
                read("Dockerfile.j2", "FROM a:{{ version }}\n{% if x %}\nUSER root\n{% endif %}\n");
        assertThat(reading.gaps())
                .containsExactly(
                        "line 1: a template that is not rendered: check what it renders to",
                        "line 2: a template that is not rendered: check what it renders to",
                        "line 4: a template that is not rendered: check what it renders to");
        assertThat(Verdicts.lines(reading)).contains("3 dockerfile/root-user");
    }

    @Test
    void bracesInAStepAreNoTemplate() throws Exception {
        var reading = read("Dockerfile.prod", "FROM a:1\nRUN go list -f '{{ .Dir }}'\nUSER root\n");
        assertThat(reading.gaps()).isEmpty();
        assertThat(Verdicts.lines(reading)).contains("3 dockerfile/root-user");
    }

    @Test
    void aLetterOfAnotherEncodingIsText() throws Exception {
        assertThat(read("Dockerfile", "FROM a:1\n# caf\uFFFD\nUSER root\n").gaps()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Dockerfile.go",
                "Dockerfile.py",
                "Dockerfile.js",
                "Dockerfile.txt",
                "dockerfile.prod",
                "Dockerfile_prod",
                "DOCKERFILE"
            })
    void contentDecidesNotTheName(String name) throws Exception {
        var text = "# syntax=x\n\n# words\nFROM --platform=x a:1 AS b\nUSER root\n";
        assertThat(Verdicts.lines(read(name, text))).contains("5 dockerfile/root-user");
        assertThat(Verdicts.lines(read(name, "ARG A=1\n" + text)))
                .contains("6 dockerfile/root-user");
        assertThat(new DockerfileReader().claims().paths())
                .anyMatch(pattern ->
                        Pattern.matches(
                                pattern.replace("**/", "").replace(".", "\\.").replace("*", ".*"),
                                name));
    }

    @Test
    void aProgramThatIsOnlyCalledSoIsNone() throws Exception {
        assertThat(read("dockerfile.py", "# x\nfrom docker import x\n")).isEqualTo(Reading.NOTHING);
        assertThat(read("Dockerfile.go", "package x\n")).isEqualTo(Reading.NOTHING);
        assertThat(read("dockerfile.pyc", "\0\1")).isEqualTo(Reading.NOTHING);
    }

    @Test
    void whatCameWithOtherSoftwareIsLeftOut() throws Exception {
        assertThat(read("app/node_modules/x/Dockerfile", "FROM a\n")).isEqualTo(Reading.NOTHING);
        assertThat(read("app/Dockerfile.dockerignore", "*\n")).isEqualTo(Reading.NOTHING);
    }

    @Test
    void oneLineOfAMegabyteIsRead() throws Exception {
        var run = "RUN " + "apt-get install a && ".repeat(45_000) + "true\n";
        assertThat(read("Dockerfile", "FROM a:1\n" + run).observations()).isNotEmpty();
        read("Dockerfile", "FROM a\nRUN " + "$(".repeat(400_000) + "\n");
        read("Dockerfile", "FROM a\nRUN " + "\"`'".repeat(300_000) + "\n");
        read("Dockerfile", "FROM " + "${A:-".repeat(180_000) + "\n");
        read("Dockerfile", "FROM a\nRUN " + "a <<".repeat(240_000) + "\n");
        read("Dockerfile", "FROM a\nRUN " + "a <<A ".repeat(80_000) + "\n".repeat(400_000));
        read("Dockerfile", "FROM a\nCMD " + "[".repeat(900_000) + "\n");
    }

    @Test
    void moreFindingsThanAPersonReadsAreAGap() throws Exception {
        var reading = read("Dockerfile", "FROM a:1\n" + "RUN sudo ls\n".repeat(2_000));
        assertThat(reading.observations()).hasSize(1_000);
        assertThat(reading.gaps())
                .singleElement()
                .asString()
                .endsWith(
                        "from here on there are more settings than the 1000 worst, which are listed");
    }

    @Test
    void theWorstOfManyFindingsAreKeptWhereverTheyStand() throws Exception {
        var reading =
                read(
                        "Dockerfile",
                        "FROM a:1\n"
                                + "WORKDIR x\nRUN cd /a\n".repeat(1_500)
                                + "RUN curl http://example.com/x | sh\n");
        assertThat(reading.observations()).hasSize(1_000);
        assertThat(Verdicts.lines(reading))
                .isSortedAccordingTo(Comparator.comparingInt(DockerfileReaderTest::number))
                .contains("3002 dockerfile/pipe-to-shell");
    }

    private static int number(String line) {
        return Integer.parseInt(line.split(" ", 2)[0]);
    }
}
