package org.tidewaiter.image.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.image.cache.LayerCache;
import org.tidewaiter.model.Digest;
import org.tidewaiter.testkit.image.TarBuilder;

/// Programs that read the same image at the same time begin with different layers of it.
class TurnsTest {
    private static final ReaderSet READERS =
            new ReaderSet(List.of(TestReader.naming("pkg", "**/*.pkg")));

    @TempDir private Path folder;
    private LayerCache cache;
    private Digest key;

    @BeforeEach
    void readsSomethingToKnowTheKey() throws Exception {
        cache = LayerCache.in(folder);
        key = work().byClaims(0).key().orElseThrow();
    }

    @Test
    void theLargestLayerIsReadFirst() throws Exception {
        assertThat(order(image())).containsExactly(1, 2, 0);
    }

    @Test
    void whatAnotherReadsComesLast() throws Exception {
        var image = image();
        try (var _ = cache.begin(key, diffId(image, 1)).orElseThrow()) {
            assertThat(order(image)).containsExactly(2, 0, 1);
        }
    }

    @Test
    void whereOthersReadThemAllEachIsReadOnce() throws Exception {
        var image = image();
        for (int layer = 0; layer < 3; layer++) {
            assertThat(cache.begin(key, diffId(image, layer))).isPresent();
        }

        assertThat(order(image)).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(notes()).hasSize(3);
    }

    @Test
    void aNoteThatWasLeftLongAgoSaysNothing() throws Exception {
        var image = image();
        assertThat(cache.begin(key, diffId(image, 1))).isPresent();
        for (var note : notes()) {
            Files.setLastModifiedTime(note, FileTime.from(Instant.now().minusSeconds(3600)));
        }

        assertThat(order(image)).containsExactly(1, 2, 0);
    }

    @Test
    void nothingIsLeftWhenAllIsRead() throws Exception {
        order(image());

        assertThat(notes()).isEmpty();
    }

    @Test
    void whereNothingCanBeWrittenTheLargestIsFirst() throws Exception {
        Files.writeString(folder.resolve("layers"), "no folder");

        assertThat(order(image())).containsExactly(1, 2, 0);
    }

    private List<Integer> order(FakeImage image) throws Exception {
        var options = PassOptions.standard().withParallelism(1);
        new ImagePass(READERS, cache, options, Progress.SILENT).read(image);
        return image.opened();
    }

    private LayerWork work() {
        var options = PassOptions.standard().withParallelism(1);
        return new LayerWork(READERS, cache, options, Progress.SILENT, true);
    }

    private static FakeImage image() {
        return FakeImage.of(file("a", 100), file("b", 9_000), file("c", 3_000));
    }

    private static TarBuilder file(String name, int bytes) {
        var content = new byte[bytes];
        new Random(bytes).nextBytes(content);
        return tar().file(name + ".bin", content);
    }

    private static Digest diffId(FakeImage image, int layer) {
        return image.source().layers().get(layer).diffId();
    }

    private List<Path> notes() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".reading")).toList();
        }
    }
}
