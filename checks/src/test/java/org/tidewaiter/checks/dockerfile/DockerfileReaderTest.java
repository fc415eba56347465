package org.tidewaiter.checks.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
    void aTemplateIsAGap() {
        assertThatThrownBy(() -> read("Dockerfile.j2", "FROM a:{{ version }}\n"))
                .hasMessage("line 1: a template that is not rendered: check what it renders to");
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
