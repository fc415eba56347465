package org.tidewaiter.image.consulted;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.image.consulted.ConsultedFiles.Step;

class FileStateTest {
    private static final int LARGE = 100_000;

    @TempDir private Path folder;

    @Test
    void aSmallFileIsWhatIsInItWhateverItsTime() throws IOException {
        var file = Files.writeString(folder.resolve("a"), "one");
        var state = state(file);
        assertThat(state.isStill()).isTrue();
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        assertThat(state.isStill()).isTrue();
        var time = Files.getLastModifiedTime(file);
        Files.writeString(file, "two");
        Files.setLastModifiedTime(file, time);
        assertThat(state.isStill()).isFalse();
    }

    /// Whoever sets the time back cannot set back when that was done.
    @Test
    void aLargeFileIsAnotherAfterAnyChangeWhateverItsTime() throws IOException {
        var file = Files.write(folder.resolve("a"), new byte[LARGE]);
        var state = state(file);
        assertThat(state.isStill()).isTrue();
        var time = Files.getLastModifiedTime(file);
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        Files.setLastModifiedTime(file, time);
        assertThat(state.isStill()).isFalse();
    }

    @Test
    void anotherLargeFileInItsPlaceIsAnother() throws IOException {
        var file = Files.write(folder.resolve("a"), new byte[LARGE]);
        var state = state(file);
        var other = Files.write(folder.resolve("b"), new byte[LARGE]);
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(state.isStill()).isFalse();
    }

    @Test
    void aLinkIsWhatItLeadsTo() throws IOException {
        var one = Files.writeString(folder.resolve("one"), "1");
        var two = Files.writeString(folder.resolve("two"), "2");
        var link = Files.createSymbolicLink(folder.resolve("link"), one);
        var state = state(link);
        assertThat(state.isStill()).isTrue();
        Files.delete(link);
        Files.createSymbolicLink(link, two);
        assertThat(state.isStill()).isFalse();
    }

    @Test
    void whatIsMissingIsSeenToAppearAndAFolderToGo() throws IOException {
        var missing = folder.resolve("missing");
        var state = state(missing);
        assertThat(state).isEqualTo(new FileState(missing.toString(), "missing"));
        assertThat(state.isStill()).isTrue();
        Files.createDirectory(missing);
        assertThat(state.isStill()).isFalse();
        var asFolder = state(missing);
        Files.delete(missing);
        assertThat(asFolder.isStill()).isFalse();
    }

    @Test
    void aPipeHasNoStateAndIsNotWaitedFor() throws Exception {
        var pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        assertThat(FileState.look(pipe)).isEmpty();
        assertThat(new FileState(pipe.toString(), "missing").isStill()).isFalse();
    }

    @Test
    void whatIsNoPathIsNotStill() {
        assertThat(new FileState("a\0b", "missing").isStill()).isFalse();
    }

    @Test
    void whatIsConsultedIsToldWithItsState() throws IOException {
        var file = Files.writeString(folder.resolve("a"), "one");
        var consulted = new ConsultedFiles();
        consulted.add(file);
        consulted.add(folder);
        consulted.add(folder.resolve("none"));
        assertThat(consulted.states(later(), Set.of()))
                .hasValueSatisfying(states ->
                        assertThat(states)
                                .containsExactlyInAnyOrder(
                                        state(file), state(folder), state(folder.resolve("none"))));
    }

    @Test
    void whatMayHaveChangedSinceItWasLookedAtIsNotTold() throws IOException {
        var file = Files.writeString(folder.resolve("a"), "one");
        var changed = FileMark.of(file).changed();
        var consulted = new ConsultedFiles();
        consulted.add(file);
        assertThat(consulted.states(changed, Set.of())).isEmpty();
        assertThat(consulted.states(changed.plusSeconds(2), Set.of())).isEmpty();
        assertThat(consulted.states(changed.plusSeconds(3), Set.of())).isPresent();
        Files.setLastModifiedTime(file, FileTime.from(later().plusSeconds(1)));
        assertThat(consulted.states(later(), Set.of())).isEmpty();
    }

    @Test
    void whatHasAppearedOrGoneSinceItWasLookedAtIsNotTold() throws IOException {
        var appearing = new ConsultedFiles();
        appearing.add(folder.resolve("a"));
        var file = Files.writeString(folder.resolve("a"), "one");
        assertThat(appearing.states(later(), Set.of())).isEmpty();
        var going = new ConsultedFiles();
        going.add(file);
        Files.delete(file);
        assertThat(going.states(later(), Set.of())).isEmpty();
    }

    /// Also to something that is as old, and though its content is digested only now.
    @Test
    void aLinkThatLeadsElsewhereSinceItWasLookedAtIsNotTold() throws IOException {
        var one = Files.writeString(folder.resolve("one"), "1");
        var two = Files.writeString(folder.resolve("two"), "2");
        var link = Files.createSymbolicLink(folder.resolve("link"), one);
        var consulted = new ConsultedFiles();
        consulted.add(link);
        assertThat(consulted.states(later(), Set.of())).isPresent();
        Files.delete(link);
        Files.createSymbolicLink(link, two);
        assertThat(consulted.states(later(), Set.of())).isEmpty();
    }

    @Test
    void aFolderAboveThatLeadsElsewhereSinceIsNotTold() throws IOException {
        var one = Files.createDirectory(folder.resolve("one"));
        var two = Files.createDirectory(folder.resolve("two"));
        Files.writeString(one.resolve("file"), "1");
        Files.writeString(two.resolve("file"), "2");
        var link = Files.createSymbolicLink(folder.resolve("link"), one);
        var file = new ConsultedFiles();
        file.add(link.resolve("file"));
        var only = new ConsultedFiles();
        only.add(link);
        Files.delete(link);
        Files.createSymbolicLink(link, two);
        assertThat(file.states(later(), Set.of())).isEmpty();
        assertThat(only.states(later(), Set.of())).isEmpty();
    }

    /// Also where those who looked told it to somebody else.
    @Test
    void aStepThatNobodyToldOfHasNoState() {
        var consulted = new ConsultedFiles();
        consulted.addedAll(Step.FLAGS);
        assertThat(consulted.states(later(), Set.of(Step.FLAGS))).isPresent();
        assertThat(consulted.states(later(), Set.of(Step.FLAGS, Step.IMAGE))).isEmpty();
    }

    @Test
    void moreThanFilesHasNoState() {
        var consulted = new ConsultedFiles();
        assertThat(consulted.states(later(), Set.of())).isPresent();
        consulted.addMoreThanFiles();
        assertThat(consulted.states(later(), Set.of())).isEmpty();
    }

    private static Instant later() {
        return Instant.now().plusSeconds(60);
    }

    private static FileState state(Path path) {
        return FileState.look(path).orElseThrow();
    }
}
