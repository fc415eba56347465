package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.cli.Typed.Result;
import org.tidewaiter.testkit.image.ImageBuilder;
import org.tidewaiter.testkit.image.OciLayouts;

/// Whatever befalls the cache, a scan gives what it gives without one.
@Timeout(120)
class CacheFaultsTest {
    @TempDir private Path folder;
    private Path cache;
    private String layout;
    private Result right;

    @BeforeEach
    void anImageThatWasScanned() throws Exception {
        var image =
                ImageBuilder.image()
                        .layer(
                                tar().file("etc/os-release", "ID=alpine\nVERSION_ID=3.20.3\n")
                                        .symlink("usr/lib/os-release", "/etc/os-release"))
                        .layer(
                                tar().file(
                                                "app/node_modules/lodash/package.json",
                                                "{\"name\": \"lodash\", \"version\": \"4.17.20\"}"))
                        .build();
        layout = OciLayouts.layout().image(image, "1").write(folder.resolve("image")).toString();
        cache = folder.resolve("cache");
        right = scan("--no-cache");
        assertThat(right.status()).isZero();
        assertThat(right.out()).contains("CVE-2021-23337");
        assertThat(cache).doesNotExist();
        assertThat(scan()).isEqualTo(right);
    }

    @Test
    void aSecondScanReadsNoLayer() throws Exception {
        assertThat(scan("-v").err()).contains("known from the cache").doesNotContain("bytes read");
        assertThat(entries()).hasSizeBetween(2, 3);
    }

    @Test
    void whatAScanKeptServesInventoriesAndExplanations() {
        for (var asked : List.of("inventory", "explain")) {
            var words = new ArrayList<>(List.of(asked, layout));
            if (asked.equals("explain")) {
                words.add("CVE-2021-23337");
            }
            words.addAll(List.of("--cache-dir", cache.toString(), "-v"));
            assertThat(Typed.run(words.toArray(String[]::new)).err())
                    .as(asked)
                    .contains("known from the cache")
                    .doesNotContain("bytes read");
        }
    }

    @Test
    void anEntryThatWasCutShortAnywhereIsReadAnew() throws Exception {
        for (var entry : entries()) {
            var whole = Files.readAllBytes(entry);
            int step = Math.max(1, whole.length / 7);
            for (int length = 0; length < whole.length; length += step) {
                Files.write(entry, Arrays.copyOf(whole, length));
                assertThat(scan()).as("%d bytes", length).isEqualTo(right);
                assertThat(entry).hasBinaryContent(whole);
            }
        }
    }

    @Test
    void anEntryWithAFlippedBitIsReadAnew() throws Exception {
        var random = new Random(6);
        for (var entry : entries()) {
            var whole = Files.readAllBytes(entry);
            for (int i = 0; i < 10; i++) {
                var bad = whole.clone();
                bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
                Files.write(entry, bad);
                assertThat(scan()).isEqualTo(right);
                assertThat(entry).hasBinaryContent(whole);
            }
        }
    }

    @Test
    void anEntryUnderTheNameOfAnotherIsNotBelieved() throws Exception {
        var entries = entries();
        var first = Files.readAllBytes(entries.getFirst());
        for (var entry : entries) {
            Files.write(entry, first);
        }
        assertThat(scan()).isEqualTo(right);
        Files.writeString(entries.getFirst(), "tidewaiter layer 9\nfrom another version");
        assertThat(scan()).isEqualTo(right);
    }

    /// A pipe has no end, and a link may lead to something that has none.
    @ParameterizedTest
    @ValueSource(strings = {"rm -f %s && mkfifo %s", "ln -sf /dev/zero %s", "ln -sf nowhere %s"})
    void whatIsNoFileIsReplaced(String command) throws Exception {
        for (var entry : entries()) {
            shell(command.replace("%s", "'" + entry + "'"));
        }
        assertThat(scan()).isEqualTo(right);
        assertThat(entries())
                .isNotEmpty()
                .allMatch(entry -> Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void aFolderInThePlaceOfAnEntryIsSaidAndLeft() throws Exception {
        var entries = entries();
        for (var entry : entries) {
            Files.delete(entry);
            Files.createDirectories(entry.resolve("mine"));
        }
        assertRightWithOneNote("layers");
        assertThat(entries).allMatch(entry -> Files.isDirectory(entry.resolve("mine")));
    }

    @Test
    void aFileInThePlaceOfTheCacheIsSaidAndLeft() throws Exception {
        shell("rm -r '" + cache + "'");
        Files.writeString(cache, "mine");
        assertRightWithOneNote("Not a directory");
        assertThat(cache).hasContent("mine");
    }

    @Test
    void draftsOfTheKilledAreLeftAloneAndStopNothing() throws Exception {
        for (var entry : entries()) {
            Files.move(entry, entry.resolveSibling("." + entry.getFileName() + "-1.tmp"));
        }
        assertThat(scan()).isEqualTo(right);
    }

    @Test
    void aCacheThatMayHoldNothingStillGivesTheRightResult() {
        assertThat(scan("--cache-size", "1")).isEqualTo(right);
        assertThat(scan("--cache-size", "0")).isEqualTo(right);
        assertThat(scan("--cache-size", "2000000000")).isEqualTo(right);
    }

    private void assertRightWithOneNote(String place) {
        var result = scan();
        assertThat(result.status()).isZero();
        assertThat(result.out()).isEqualTo(right.out());
        assertThat(result.err().lines())
                .singleElement()
                .asString()
                .startsWith("note: the cache " + cache + " cannot be written (")
                .contains(place, "--cache-dir");
        assertThat(scan("--quiet")).isEqualTo(right);
    }

    private Result scan(String... more) {
        var words =
                Stream.concat(
                        Stream.of("scan", layout, "--format", "json", "--as-of", "2026-11-22"),
                        Stream.concat(
                                Stream.of("--cache-dir", cache.toString()), Arrays.stream(more)));
        return Typed.run(words.toArray(String[]::new));
    }

    private List<Path> entries() throws IOException {
        try (var files = Files.walk(cache.resolve("layers"), 2)) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9a-f]{64}"))
                    .sorted()
                    .toList();
        }
    }

    private static void shell(String command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("sh", "-c", command).start().waitFor()).isZero();
    }
}
