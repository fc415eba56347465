package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;

class AtomicFileTest {
    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("report.json");
    }

    @Test
    void theFileHasWhatWasWritten() throws Exception {
        write(file, "new");
        assertThat(file).hasContent("new");
        assertNothingElseIn(folder, "report.json");
    }

    @Test
    void anOlderFileIsReplacedWhole() throws Exception {
        Files.writeString(file, "an old and longer text");
        write(file, "new");
        assertThat(file).hasContent("new");
    }

    @Test
    void anOlderFileStaysWhereWritingFails() throws Exception {
        Files.writeString(file, "old");
        assertThat(failsWith(new IOException("No space left on device")).what())
                .isEqualTo("writing " + file + " failed: No space left on device");
        assertThat(file).hasContent("old");
        assertNothingElseIn(folder, "report.json");
    }

    @Test
    void aDiskThatIsFullWhileJsonIsWrittenIsTheSameProblem() throws Exception {
        var failure = new UncheckedIOException(new IOException("No space left on device"));
        assertThat(failsWith(failure).code()).isEqualTo("output-failed");
        assertNothingElseIn(folder);
    }

    @Test
    void aDefectLeavesNothingBehind() throws Exception {
        assertThat(
                        catchThrowableOfType(
                                IllegalStateException.class,
                                () -> write(file, new IllegalStateException("a bug"))))
                .isNotNull();
        assertNothingElseIn(folder);
    }

    @Test
    void aNewFileMayBeReadByWhomTheUmaskLets() throws Exception {
        var plain = Files.createFile(folder.resolve("plain"));
        write(file, "new");
        assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(Files.getPosixFilePermissions(plain));
    }

    @Test
    void aReplacedFileMayBeReadByWhomItMightBefore() throws Exception {
        Files.createFile(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        write(file, "new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-rw-r--");
    }

    @Test
    void aSymbolicLinkStaysAndItsTargetIsReplaced() throws Exception {
        var target = Files.writeString(folder.resolve("target"), "old");
        Files.createSymbolicLink(file, target);
        write(file, "new");
        assertThat(file).isSymbolicLink();
        assertThat(target).hasContent("new");
    }

    @Test
    void aLinkThatLeadsNowhereIsAProblem() throws Exception {
        Files.createSymbolicLink(file, folder.resolve("missing"));
        assertThat(problem(file).what()).contains("it is a link that leads nowhere");
    }

    @Test
    void aPipeIsWrittenTo() throws Exception {
        var made = new ProcessBuilder("mkfifo", file.toString()).start();
        assertThat(made.waitFor(10, TimeUnit.SECONDS)).isTrue();
        var read = new StringBuilder();
        var reader =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                read.append(Files.readString(file));
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
        write(file, "new");
        assertThat(reader.join(Duration.ofSeconds(10))).isTrue();
        assertThat(read).hasToString("new");
        assertThat(Files.isRegularFile(file)).isFalse();
    }

    @Test
    void aDeviceThatIsFullIsAProblemWithItsName() {
        assertThat(problem(Path.of("/dev/full")).what())
                .isEqualTo("writing /dev/full failed: No space left on device");
        assertThat(Path.of("/dev/full")).exists();
    }

    @Test
    void aFolderThatIsNotThereIsAProblem() {
        assertThat(problem(folder.resolve("missing/report.json")).what())
                .contains("there is no folder " + folder.resolve("missing"));
    }

    @Test
    void aFolderIsNoFile() {
        assertThat(problem(folder).what()).contains("it is a folder");
    }

    private Problem failsWith(Exception failure) {
        return catchThrowableOfType(ProblemException.class, () -> write(file, failure)).problem();
    }

    private static Problem problem(Path file) {
        return catchThrowableOfType(ProblemException.class, () -> write(file, "new")).problem();
    }

    private static void write(Path file, String text) throws ProblemException {
        AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void write(Path file, Exception failure) throws ProblemException {
        AtomicFile.write(
                file,
                out -> {
                    out.write('x');
                    switch (failure) {
                        case IOException io -> throw io;
                        case RuntimeException defect -> throw defect;
                        default -> throw new AssertionError(failure);
                    }
                });
    }

    private static void assertNothingElseIn(Path folder, String... names) throws IOException {
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(names);
        }
    }
}
