package org.tidewaiter.inventory.python;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.testkit.Property;

class RequirementsReaderTest {
    private static final String PATH = "app/requirements.txt";

    private final RequirementsReader reader = new RequirementsReader();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "flask==2.0.1 | pkg:pypi/flask@2.0.1",
                "Flask_Login == 0.6.3 | pkg:pypi/flask-login@0.6.3",
                "requests[socks,security]==2.31.0 | pkg:pypi/requests@2.31.0",
                "foo===1.0+local.1 | pkg:pypi/foo@1.0%2Blocal.1",
                "foo (==1.0) | pkg:pypi/foo@1.0",
                "foo==1!2.0 ; python_version < '3.8' | pkg:pypi/foo@1%212.0",
                "foo>=1,==1.2 | pkg:pypi/foo@1.2",
                "foo==1.0  # a comment | pkg:pypi/foo@1.0",
                "foo==1.0 --hash=sha256:abc --hash=sha256:def | pkg:pypi/foo@1.0",
            })
    void anExactVersionIsDeclared(String line, String purl) {
        assertThat(purls(read(line + "\n"))).containsExactly(purl);
        assertThat(read(line).gaps()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "flask",
                "flask>=2.0",
                "flask==2.*",
                "flask~=2.0.1",
                "foo @ https://example.org/foo-1.0.tar.gz",
                "git+https://example.org/foo.git@v1.0#egg=foo",
                "-e ./local",
                "./wheels/foo-1.0-py3-none-any.whl",
            })
    void aRequirementWithoutAnExactVersionIsAGap(String line) {
        var reading = read(line + "\n");
        assertThat(reading.observations()).isEmpty();
        assertThat(reading.gaps())
                .containsExactly("a requirement without an exact version: " + line);
    }

    @Test
    void aBackslashJoinsLines() {
        assertThat(
                        purls(
                                read(
                                        """
                                        foo==1.0 \\
                                            --hash=sha256:abc \\
                                            --hash=sha256:def
                                        bar==2.0
                                        """)))
                .containsExactly("pkg:pypi/foo@1.0", "pkg:pypi/bar@2.0");
    }

    @Test
    void optionsAskForNothing() {
        assertThat(
                        read(
                                """
                                # a comment
                                -i https://example.org/simple
                                --extra-index-url=https://example.org/other
                                --no-binary :all:
                                -c constraints.txt
                                -r requirements-base.txt
                                """))
                .isEqualTo(Reading.NOTHING);
    }

    @Test
    void anIncludedFileThatNobodyReadsIsAGap() {
        assertThat(read("-r base.in\n--requirement=more/requirements.txt\n").gaps())
                .containsExactly("includes 'base.in', which is not read");
    }

    @Test
    void manyUnpinnedLinesAreOneGap() {
        assertThat(read("a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\n").gaps())
                .containsExactly(
                        "11 requirements without an exact version:"
                                + " a, b, c, d, e, f, g, h, i, j and others");
    }

    @Test
    void aRequirementsFileOfAnInstalledPackageIsNotTheImagesOwn() {
        assertThat(
                        reader.read(
                                ClaimedFile.of(
                                        "venv/site-packages/foo/requirements.txt", "bar==1.0\n")))
                .isEqualTo(Reading.NOTHING);
    }

    @Test
    void megabytesOfSpacesAreReadInNoTime() {
        assertThat(read("a" + " ".repeat(2 << 20) + "\u2028\n").gaps()).hasSize(1);
        assertThat(read(" --a".repeat(1 << 19) + "\u2028\n").observations()).isEmpty();
    }

    @Test
    void readingUndoesWritingWhateverStandsAround() {
        var around =
                List.of(
                        "",
                        " ; python_version<'3'",
                        "  # why",
                        " --hash=sha256:0",
                        " \\\n  --hash=sha256:0");
        Property.forAll(
                random ->
                        IntStream.range(0, random.nextInt(5))
                                .mapToObj(i ->
                                        "p%d==%d.%d%s"
                                                .formatted(
                                                        i,
                                                        random.nextInt(9),
                                                        random.nextInt(9),
                                                        around.get(random.nextInt(around.size()))))
                                .toList(),
                lines ->
                        assertThat(purls(read(String.join("\n", lines))))
                                .isEqualTo(
                                        lines.stream()
                                                .map(line ->
                                                        "pkg:pypi/"
                                                                + line.substring(0, 7)
                                                                        .replace("==", "@"))
                                                .toList()));
    }

    @FuzzTest
    void anyBytesAreRead(byte[] bytes) {
        reader.read(ClaimedFile.of(PATH, bytes));
    }

    private Reading read(String text) {
        return reader.read(ClaimedFile.of(PATH, text));
    }

    private static List<String> purls(Reading reading) {
        return reading.observations().stream()
                .map(PackageSeen.class::cast)
                .peek(seen -> assertThat(seen.declared()).isTrue())
                .map(seen -> seen.purl().toString())
                .toList();
    }
}
