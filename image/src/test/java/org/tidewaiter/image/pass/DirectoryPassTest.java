package org.tidewaiter.image.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.image.cache.LayerCache;
import org.tidewaiter.image.reader.FileReader;

class DirectoryPassTest {
    private static final FileReader PKG = TestReader.naming("pkg", "**/*.pkg");

    @TempDir private Path directory;

    @Test
    void aDirectoryIsReadAsItStandsAndNotKept() throws Exception {
        Files.createDirectories(directory.resolve("root/opt"));
        Files.writeString(directory.resolve("root/opt/a.pkg"), "alpha");
        Files.writeString(directory.resolve("root/opt/.wh.a.pkg"), "beta");
        Files.createSymbolicLink(directory.resolve("root/b.pkg"), Path.of("opt/blob"));
        Files.writeString(directory.resolve("root/opt/blob"), "gamma");
        var cache = directory.resolve("cache");

        var reading =
                ImagePassTest.pass(PassOptions.standard(), LayerCache.in(cache), PKG)
                        .read(FakeImage.ofDirectory(directory.resolve("root")));

        assertThat(ImagePassTest.words(reading))
                .containsExactly(
                        "pkg b.pkg -1 LIVE gamma",
                        "pkg opt/.wh.a.pkg -1 LIVE beta",
                        "pkg opt/a.pkg -1 LIVE alpha");
        assertThat(reading.tree().layerOf("opt/a.pkg")).isEmpty();
        assertThat(cache).doesNotExist();
    }

    @Test
    void whatIsReadOfADirectoryIsToldToTheProgress() throws Exception {
        Files.writeString(directory.resolve("a.pkg"), "alpha");
        Files.writeString(directory.resolve("b.txt"), "beta");
        var progress = new Recorded();

        new ImagePass(
                        new ReaderSet(List.of(PKG)),
                        LayerCache.none(),
                        PassOptions.standard(),
                        progress)
                .read(FakeImage.ofDirectory(directory));

        assertThat(progress.bytes).hasValue("alpha".length() + "beta".length());
    }
}
