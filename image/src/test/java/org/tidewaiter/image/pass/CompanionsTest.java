package org.tidewaiter.image.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tidewaiter.image.pass.ImagePassTest.read;
import static org.tidewaiter.image.pass.ImagePassTest.seen;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.image.cache.LayerCache;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;

/// A claimed file that others beside it complete.
class CompanionsTest {
    private static final Claims CLAIMS =
            Claims.paths("lib/db", "usr/lib/db").withCompanions("-log", "-journal");
    static final FileReader DATABASE = TestReader.of("database", CLAIMS, CompanionsTest::text);

    @Test
    void aFileIsReadWithItsCompanionsInPlaceOfAlone() throws Exception {
        var image =
                FakeImage.of(
                        tar().file("lib/db-log", "new")
                                .file("lib/db", "old")
                                .file("lib/db-journal", "undo"));

        assertThat(seen(image, DATABASE))
                .containsExactly("database lib/db 0 LIVE old -journal=undo -log=new");
        assertThat(image.opened()).containsExactly(0, 0);
    }

    @Test
    void aCompanionOfALaterLayerCountsFromThereOn() throws Exception {
        var image = FakeImage.of(tar().file("lib/db", "old"), tar().file("lib/db-log", "new"));

        assertThat(seen(image, DATABASE))
                .containsExactly(
                        "database lib/db 0 LIVE old", "database lib/db 1 LIVE old -log=new");
    }

    @Test
    void aFileOfALaterLayerIsReadWithTheCompanionThatWasThere() throws Exception {
        var image = FakeImage.of(tar().file("lib/db-log", "log"), tar().file("lib/db", "new"));

        assertThat(seen(image, DATABASE)).containsExactly("database lib/db 1 LIVE new -log=log");
    }

    @Test
    void aCompanionThatIsEmptyOrDeletedIsNone() throws Exception {
        var image =
                FakeImage.of(
                        tar().file("lib/db", "db")
                                .file("lib/db-log", "")
                                .file("lib/db-journal", "x"),
                        tar().whiteout("lib/db-journal"));

        assertThat(seen(image, DATABASE)).containsExactly("database lib/db 0 LIVE db");
        assertThat(image.opened()).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void companionsAreLookedForBesideTheFileThatALinkLeadsTo() throws Exception {
        var image =
                FakeImage.of(
                        tar().file("opt/db", "db").file("opt/db-log", "log").symlink("lib", "opt"));

        assertThat(seen(image, DATABASE)).containsExactly("database lib/db 0 LIVE db -log=log");
    }

    @Test
    void aFileWithTwoClaimedNamesIsReadOnce() throws Exception {
        var image =
                FakeImage.of(
                        tar().file("usr/lib/db", "db")
                                .file("usr/lib/db-log", "log")
                                .symlink("lib", "usr/lib"));

        assertThat(seen(image, DATABASE)).containsExactly("database usr/lib/db 0 LIVE db -log=log");
    }

    @Test
    void aFileThatSaysNothingAloneIsNoGapIfItsCompanionsCompleteIt() throws Exception {
        var reader =
                new TestReader(
                        "database",
                        CLAIMS,
                        file -> {
                            if (file.companions().isEmpty()) {
                                throw new MalformedFileException("half of it");
                            }
                            return DATABASE.read(file);
                        });
        var reading =
                read(FakeImage.of(tar().file("lib/db", "").file("lib/db-log", "log")), reader);

        assertThat(reading.gaps()).isEmpty();
        assertThat(reading.seen()).hasSize(1);
    }

    @Test
    void aFileWhoseCompanionsAreTooLargeIsReadAloneAndThatIsAGap() throws Exception {
        var image = FakeImage.of(tar().file("lib/db", "db").file("lib/db-log", "x".repeat(5_000)));
        var options = PassOptions.standard().withSlabBudget(5_001);
        var reading = ImagePassTest.pass(options, LayerCache.none(), DATABASE).read(image);

        assertThat(reading.seen()).hasSize(1);
        assertThat(reading.gaps())
                .extracting("reason")
                .containsExactly(
                        "database: -log and the file have 5002 bytes together, and at most 5001 are read");
    }

    @Test
    void whatTheCacheKnowsOfTheLayersIsCompletedTheSameWay(@TempDir Path folder) throws Exception {
        var cache = LayerCache.in(folder);
        for (int i = 0; i < 2; i++) {
            var image = FakeImage.of(tar().file("lib/db", "old").file("lib/db-log", "new"));
            var reading = ImagePassTest.pass(PassOptions.standard(), cache, DATABASE).read(image);
            assertThat(ImagePassTest.words(reading))
                    .containsExactly("database lib/db 0 LIVE old -log=new");
        }
    }

    @Test
    void companionsAreFoundInADirectoryToo(@TempDir Path root) throws Exception {
        Files.createDirectories(root.resolve("lib"));
        Files.writeString(root.resolve("lib/db"), "old");
        Files.writeString(root.resolve("lib/db-log"), "new");
        assertThat(seen(FakeImage.ofDirectory(root), DATABASE))
                .containsExactly("database lib/db -1 LIVE old -log=new");
    }

    @Test
    void onlyAWholePathCanHaveCompanions() {
        assertThatThrownBy(() -> Claims.paths("**/db").withCompanions("-log"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String text(ClaimedFile file) {
        var text = new StringBuilder(file.text());
        for (var suffix : List.of("-journal", "-log")) {
            if (file.companions().containsKey(suffix)) {
                text.append(' ')
                        .append(suffix)
                        .append('=')
                        .append(new String(file.companions().get(suffix), StandardCharsets.UTF_8));
            }
        }
        return text.toString();
    }
}
