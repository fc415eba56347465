package org.tidewaiter.image.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.model.Digest;

class LayerCacheTest {
    private static final Digest READERS = new Digest("sha256", "a".repeat(64));
    private static final Digest LAYER = new Digest("sha256", "b".repeat(64));

    @TempDir private Path directory;

    @Test
    void whatWasKeptIsFoundByThoseReadersForThatLayerOnly() throws Exception {
        var cache = LayerCache.in(directory);
        cache.keep(READERS, LAYER, Readings.ONE_OF_EACH);

        assertThat(cache.find(READERS, LAYER)).hasValue(Readings.ONE_OF_EACH);
        assertThat(cache.find(LAYER, LAYER)).isEmpty();
        assertThat(cache.find(READERS, READERS)).isEmpty();
    }

    @Test
    void aConfigurationThatWasKeptIsFoundUnlessAByteOfItHasChanged() throws Exception {
        var cache = LayerCache.in(directory);
        var config = "{\"os\":\"linux\"}".getBytes(StandardCharsets.UTF_8);
        cache.keepConfig(LAYER, config);

        assertThat(cache.findConfig(LAYER)).hasValue(config);
        assertThat(cache.findConfig(READERS)).isEmpty();
        var file = onlyFile();
        var good = Files.readAllBytes(file);
        for (int at = 0; at < good.length; at++) {
            var bad = good.clone();
            bad[at] ^= 0x10;
            Files.write(file, bad);
            assertThat(cache.findConfig(LAYER)).as("byte %d", at).isEmpty();
        }
        Files.write(file, new byte[3]);
        assertThat(cache.findConfig(LAYER)).isEmpty();
    }

    @Test
    void theDirectoryMayBeRelative() throws Exception {
        var relative = Path.of("").toAbsolutePath().relativize(directory);
        LayerCache.in(relative).keep(READERS, LAYER, Readings.ONE_OF_EACH);

        assertThat(onlyFile()).startsWith(directory.resolve("layers")).hasFileName(LAYER.hex());
        assertThat(LayerCache.in(directory).find(READERS, LAYER)).isPresent();
    }

    @Test
    void aChangedByteAnywhereIsAMissAndTheEntryIsWrittenAnew() throws Exception {
        var cache = LayerCache.in(directory);
        cache.keep(READERS, LAYER, Readings.ONE_OF_EACH);
        var file = onlyFile();
        var good = Files.readAllBytes(file);
        for (int at = 0; at < good.length; at += 7) {
            var bad = good.clone();
            bad[at] ^= 0x10;
            Files.write(file, bad);

            assertThat(cache.find(READERS, LAYER)).as("byte %d", at).isEmpty();
        }
        cache.keep(READERS, LAYER, Readings.ONE_OF_EACH);

        assertThat(cache.find(READERS, LAYER)).hasValue(Readings.ONE_OF_EACH);
    }

    @Test
    void aTruncatedEntryIsAMiss() throws Exception {
        var cache = LayerCache.in(directory);
        cache.keep(READERS, LAYER, Readings.ONE_OF_EACH);
        Files.write(onlyFile(), new byte[0]);

        assertThat(cache.find(READERS, LAYER)).isEmpty();
    }

    @Test
    void anEntryOfAnotherLayerUnderThisNameIsAMiss() throws Exception {
        var cache = LayerCache.in(directory);
        cache.keep(READERS, LAYER, Readings.ONE_OF_EACH);
        var other = onlyFile().resolveSibling("c".repeat(64));
        Files.copy(onlyFile(), other);

        assertThat(cache.mayKnow(READERS, new Digest("sha256", "c".repeat(64)))).isTrue();
        assertThat(cache.find(READERS, new Digest("sha256", "c".repeat(64)))).isEmpty();
        assertThat(cache.find(READERS, LAYER)).isPresent();
    }

    /// Nobody waits for what would be written into it.
    @Test
    void aPipeInThePlaceOfAnEntryIsAMissAndIsReplaced() throws Exception {
        var cache = LayerCache.in(directory);
        cache.keep(READERS, LAYER, Readings.ONE_OF_EACH);
        var entry = onlyFile();
        Files.delete(entry);
        assertThat(new ProcessBuilder("mkfifo", entry.toString()).start().waitFor()).isZero();

        assertThat(cache.find(READERS, LAYER)).isEmpty();
        cache.keep(READERS, LAYER, Readings.ONE_OF_EACH);
        assertThat(cache.find(READERS, LAYER)).isPresent();
    }

    @Test
    void aDraftOfSomebodyWhoWasKilledIsNoEntry() throws Exception {
        var cache = LayerCache.in(directory);
        cache.keep(READERS, LAYER, Readings.ONE_OF_EACH);
        Files.move(onlyFile(), onlyFile().resolveSibling(".bbbbbbbbbbbb-1234.tmp"));

        assertThat(cache.find(READERS, LAYER)).isEmpty();
        assertThat(cache.mayKnow(READERS, LAYER)).isFalse();
    }

    @Test
    void manyWritersOfOneEntryLeaveOneWholeEntry() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < 50; i++) {
                running.add(
                        threads.submit(() -> {
                            var cache = LayerCache.in(directory);
                            cache.keep(READERS, LAYER, Readings.ONE_OF_EACH);
                            assertThat(cache.find(READERS, LAYER)).hasValue(Readings.ONE_OF_EACH);
                            return true;
                        }));
            }
            for (var one : running) {
                one.get();
            }
        }

        assertThat(onlyFile()).isNotEmptyFile();
    }

    @Test
    void aCacheThatCannotBeWrittenSaysSoAndLeavesNothing() throws Exception {
        var cache = LayerCache.in(directory);
        cache.keep(READERS, LAYER, Readings.ONE_OF_EACH);
        var entry = onlyFile();
        Files.delete(entry);
        Files.createDirectories(entry.resolve("in the way"));

        assertThatThrownBy(() -> cache.keep(READERS, LAYER, Readings.ONE_OF_EACH))
                .isInstanceOf(IOException.class);

        try (var files = Files.list(entry.getParent())) {
            assertThat(files).containsExactly(entry);
        }
    }

    @Test
    void noCacheKeepsNothing() throws Exception {
        var none = LayerCache.none();
        none.keep(READERS, LAYER, Readings.ONE_OF_EACH);

        assertThat(none.find(READERS, LAYER)).isEmpty();
        assertThat(none.keeps()).isFalse();
    }

    private Path onlyFile() throws IOException {
        try (var files = Files.walk(directory)) {
            List<Path> found =
                    files.filter(Files::isRegularFile)
                            .filter(file -> !file.getFileName().toString().startsWith("."))
                            .toList();
            assertThat(found).hasSize(1);
            return found.getFirst();
        }
    }
}
