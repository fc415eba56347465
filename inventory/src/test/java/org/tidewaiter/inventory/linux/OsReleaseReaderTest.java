package org.tidewaiter.inventory.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.model.Distribution;
import org.tidewaiter.model.Observation.DistributionSeen;
import org.tidewaiter.testkit.Damage;

class OsReleaseReaderTest {
    @Test
    void theFieldsOfADistributionAreRead() throws Exception {
        assertThat(
                        read(
                                """
                                PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
                                NAME="Debian GNU/Linux"
                                VERSION_ID="12"
                                VERSION_CODENAME=bookworm
                                ID=debian
                                """))
                .isEqualTo(
                        new Distribution(
                                "debian",
                                "12",
                                "bookworm",
                                "Debian GNU/Linux 12 (bookworm)",
                                List.of()));
    }

    @Test
    void likenessIsAListNearestFirst() throws Exception {
        assertThat(read("ID=rocky\nID_LIKE=\"rhel centos  fedora\"\n").like())
                .containsExactly("rhel", "centos", "fedora");
    }

    @Test
    void valuesAreQuotedAsInAShell() throws Exception {
        assertThat(read("ID='a'\nPRETTY_NAME=\"a \\\"b\\\" \\$c\"").name()).isEqualTo("a \"b\" $c");
        assertThat(read("ID='a\\b'").id()).isEqualTo("a\\b");
        assertThat(read("ID=a\\ b").id()).isEqualTo("a b");
    }

    @Test
    void commentsAndUnknownLinesArePassedOver() throws Exception {
        assertThat(read("# ID=no\n\nnonsense\nID=alpine\r\nVERSION_ID=3.20.3\n").versionId())
                .isEqualTo("3.20.3");
    }

    @Test
    void theLastAssignmentCounts() throws Exception {
        assertThat(read("ID=a\nID=b\n").id()).isEqualTo("b");
    }

    @Test
    void aMissingIdIsLinuxAsTheSpecificationSays() throws Exception {
        assertThat(read("NAME=Own\n").id()).isEqualTo("linux");
    }

    @Test
    void aFileThatNamesNoDistributionIsMalformed() {
        assertThatThrownBy(() -> read("<html>")).isInstanceOf(MalformedFileException.class);
    }

    @Test
    void theReleaseFilesOfAlpineAndDebianAreRead() throws Exception {
        assertThat(release("etc/alpine-release", "3.20.3\n").versionId()).isEqualTo("3.20.3");
        assertThat(release("etc/debian_version", "12.5\n").versionId()).isEqualTo("12");
        assertThat(release("etc/debian_version", "trixie/sid\n").codename()).isEqualTo("trixie");
        assertThatThrownBy(() -> release("etc/debian_version", "\u0000")) //
                .isInstanceOf(MalformedFileException.class);
    }

    @FuzzTest
    @MethodSource("seeds")
    void anyBytesAreReadOrRefused(byte[] bytes) {
        try {
            new OsReleaseReader().read(ClaimedFile.of("etc/os-release", bytes));
            new ReleaseFileReader().read(ClaimedFile.of("etc/debian_version", bytes));
        } catch (MalformedFileException _) {
            // refused
        }
    }

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "ID='a'\nPRETTY_NAME=\"a \\\"b\\\"\"\n# c\nID_LIKE=\"x y\"",
                        "12.5\n",
                        "trixie/sid")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .flatMap(Damage::versions);
    }

    private static Distribution read(String text) throws MalformedFileException {
        return distribution(
                new OsReleaseReader().read(ClaimedFile.of("etc/os-release", text)).observations());
    }

    private static Distribution release(String path, String text) throws MalformedFileException {
        return distribution(
                new ReleaseFileReader().read(ClaimedFile.of(path, text)).observations());
    }

    private static Distribution distribution(List<?> observations) {
        return ((DistributionSeen) observations.getFirst()).distribution();
    }
}
