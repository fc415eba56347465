package org.tidewaiter.image.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.image.cache.LayerCache;
import org.tidewaiter.image.pass.PassOptions.FileHashes;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Gap;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.testkit.image.LayerBytes;
import org.tidewaiter.testkit.image.TarBuilder;

class ImagePassTest {
    private static final FileReader PKG = TestReader.naming("pkg", "**/*.pkg");

    @TempDir private Path cache;

    @Test
    void aClaimedFileIsReadAndSaidToBeLive() throws Exception {
        var image = FakeImage.of(tar().file("opt/a.pkg", "alpha").file("opt/a.txt", "beta"));

        assertThat(seen(image, PKG)).containsExactly("pkg opt/a.pkg 0 LIVE alpha");
    }

    @Test
    void filesAreDigestedOnlyWhereThatIsAskedForAlsoWhenTheyWereCachedWithout() throws Exception {
        var plain = PassOptions.standard();
        var digested = plain.withFileHashes(FileHashes.SHA_256);
        var both = plain.withFileHashes(FileHashes.SHA_256_AND_SHA_1);
        for (int cached = 0; cached < 2; cached++) {
            assertThat(digested(plain)).containsExactly("a.pkg", "b");
            assertThat(digested(digested)).containsExactly("a.pkg 8ed3", "b b62b");
            assertThat(digested(both)).containsExactly("a.pkg 8ed3 be76", "b b62b 047a");
        }
    }

    @Test
    void aLargeFileIsGivenWithoutWhatTheOneBeforeItLeftBehind() throws Exception {
        var size =
                TestReader.of(
                        "size",
                        Claims.paths("**/*.pkg"),
                        file ->
                                "%d %d %s %b"
                                        .formatted(
                                                file.content().limit(),
                                                file.head().length,
                                                file.text().chars().distinct().count(),
                                                file.isWhole()));
        var image =
                FakeImage.of(
                        tar().file("a.pkg", "a".repeat(1_300_000))
                                .file("b.pkg", "b".repeat(1_250_000)));

        assertThat(seen(image, size))
                .containsExactly(
                        "size a.pkg 0 LIVE 1300000 1300000 1 true",
                        "size b.pkg 0 LIVE 1250000 1250000 1 true");
    }

    private List<String> digested(PassOptions options) throws Exception {
        var image = FakeImage.of(tar().file("a.pkg", "alpha").file("b", "beta".repeat(99_999)));
        var readers = new ReaderSet(List.of(PKG));
        return new ImagePass(readers, LayerCache.in(cache), options, Progress.SILENT)
                .read(image)
                .tree()
                .regularFiles()
                .map(file ->
                        Stream.of(
                                        Optional.of(file.path()),
                                        file.digest().map(one -> one.hex().substring(0, 4)),
                                        file.sha1().map(one -> one.hex().substring(0, 4)))
                                .flatMap(Optional::stream)
                                .collect(Collectors.joining(" ")))
                .toList();
    }

    @Test
    void aReplacedFileIsShadowedAndADeletedOneIsStillListed() throws Exception {
        var image =
                FakeImage.of(
                        tar().file("a.pkg", "old").file("b.pkg", "gone"),
                        tar().file("a.pkg", "new").whiteout("b.pkg"));

        assertThat(seen(image, PKG))
                .containsExactly(
                        "pkg a.pkg 0 SHADOWED old",
                        "pkg b.pkg 0 DELETED gone",
                        "pkg a.pkg 1 LIVE new");
    }

    @Test
    void aWhiteoutIsNoFileForAReader() throws Exception {
        var strict =
                new TestReader(
                        "strict",
                        Claims.paths("**/*.pkg"),
                        file -> {
                            if (file.text().isEmpty()) {
                                throw new MalformedFileException("it is empty");
                            }
                            return PKG.read(file);
                        });
        var image = FakeImage.of(tar().file("a.pkg", "gone"), tar().whiteout("a.pkg"));
        assertThat(read(image, strict).gaps()).isEmpty();
    }

    @Test
    void ofTwoFilesWithOnePathInOneLayerTheLastIsLive() throws Exception {
        var image = FakeImage.of(tar().file("a.pkg", "first").file("a.pkg", "last"));

        assertThat(seen(image, PKG))
                .containsExactly("pkg a.pkg 0 SHADOWED first", "pkg a.pkg 0 LIVE last");
    }

    @Test
    void aFileIsClaimedByItsFirstBytesToo() throws Exception {
        var elf =
                TestReader.of(
                        "elf",
                        Claims.magics(Claims.Bytes.of(0x7f, 'E', 'L', 'F')),
                        file -> "elf-" + file.sizeBytes());

        assertThat(
                        seen(
                                FakeImage.of(
                                        tar().file("bin/x", "\u007fELF and more")
                                                .file("bin/y", "#!/bin/sh")),
                                elf))
                .containsExactly("elf bin/x 0 LIVE elf-13");
    }

    @Test
    void aFileTooLargeToBeHeldIsReadByItsWindows() throws Exception {
        var claims =
                Claims.paths("big")
                        .withMaxBytes(1000)
                        .withAnchors(6, Claims.Bytes.ofText("mark"), Claims.Bytes.ofText("arrow"));
        var windows =
                TestReader.of(
                        "windows",
                        claims,
                        file ->
                                file.isWhole()
                                        + " "
                                        + file.windows().stream()
                                                .map(w ->
                                                        w.offset()
                                                                + "/"
                                                                + w.anchor()
                                                                + "/"
                                                                + new String(
                                                                        w.bytes(),
                                                                        StandardCharsets.UTF_8))
                                                .toList());
        var text = "x".repeat(65_534) + "mark12345" + "y".repeat(70_000) + "arrow";

        assertThat(seen(FakeImage.of(tar().file("big", text)), windows))
                .containsExactly("windows big 0 LIVE false [65534/0/mark12, 135543/1/arrow]");
    }

    @Test
    void aFileTooLargeForAReaderWithoutAnchorsIsAGap() throws Exception {
        var small = TestReader.of("small", Claims.paths("big").withMaxBytes(10), _ -> "never");

        assertThat(read(FakeImage.of(tar().file("big", "12345678901")), small).gaps())
                .containsExactly(
                        new Gap(
                                "big",
                                OptionalInt.of(0),
                                "small: the file has 11 bytes, and at most 10 are read"));
    }

    @Test
    void aFileLargerThanTheSlabBudgetIsAGap() throws Exception {
        var options = PassOptions.standard().withSlabBudget(5000);
        var image = FakeImage.of(tar().file("a.pkg", "x".repeat(5001)).file("b.pkg", "b"));

        var reading = pass(options, LayerCache.none(), PKG).read(image);

        assertThat(words(reading)).containsExactly("pkg b.pkg 0 LIVE b");
        assertThat(reading.gaps().getFirst().reason())
                .isEqualTo("pkg: the file has 5001 bytes, and at most 5000 are read");
    }

    @Test
    void aMalformedFileIsAGapAndTheRestIsRead() throws Exception {
        var strict =
                new TestReader(
                        "strict",
                        Claims.paths("*.pkg"),
                        _ -> {
                            throw new MalformedFileException("no version in line 3");
                        });

        var reading = read(FakeImage.of(tar().file("a.pkg", "a")), strict, PKG);

        assertThat(words(reading)).containsExactly("pkg a.pkg 0 LIVE a");
        assertThat(reading.gaps())
                .containsExactly(
                        new Gap("a.pkg", OptionalInt.of(0), "strict: no version in line 3"));
    }

    @Test
    void aReaderThatBreaksCostsOnlyItsOwnReading() throws Exception {
        var endless = new TestReader("endless", Claims.paths("*.pkg"), ImagePassTest::endless);
        var broken =
                new TestReader(
                        "broken",
                        Claims.paths("*.pkg"),
                        _ -> {
                            throw new IllegalStateException("oops");
                        });

        var reading = read(FakeImage.of(tar().file("a.pkg", "a")), endless, broken, PKG);

        assertThat(words(reading)).containsExactly("pkg a.pkg 0 LIVE a");
        assertThat(reading.gaps())
                .extracting(Gap::reason)
                .containsExactly(
                        "broken: failed on this file: java.lang.IllegalStateException: oops",
                        "endless: failed on this file: java.lang.StackOverflowError");
    }

    @SuppressWarnings("InfiniteRecursion")
    private static Reading endless(ClaimedFile file) {
        return endless(file);
    }

    @Test
    void nothingOfALayerWithAFlippedByteIsUsedOrKept() throws Exception {
        for (var good :
                List.of(
                        LayerBytes.gzip(tar().file("a.pkg", "a")),
                        LayerBytes.zstd(tar().file("a.pkg", "a")),
                        LayerBytes.plain(tar().file("a.pkg", "a")))) {
            var bytes = good.stored().clone();
            bytes[bytes.length - 1] ^= 1;
            var image = new FakeImage().add(good, bytes);

            assertThatThrownBy(() ->
                            pass(PassOptions.standard(), LayerCache.in(cache), PKG).read(image))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> {
                                assertThat(e.problem().code()).isEqualTo("digest-mismatch");
                                assertThat(e.problem().what())
                                        .contains("layer 0", good.digest().toString());
                            });
            assertThat(cache).isDirectoryNotContaining("regex:.*/[0-9a-f]{64}");
        }
    }

    @Test
    void aLayerThatIsBrokenButAsStatedIsAGapAndTheOthersAreRead() throws Exception {
        var whole = LayerBytes.gzip(tar().file("a.pkg", "a"));
        var cut = Arrays.copyOf(whole.stored(), whole.stored().length - 9);
        var image = FakeImage.of(tar().file("b.pkg", "b")).add(whole.withStored(cut));

        var reading = read(image, PKG);

        assertThat(words(reading)).containsExactly("pkg b.pkg 0 LIVE b");
        assertThat(reading.gaps())
                .singleElement()
                .satisfies(gap -> {
                    assertThat(gap.layer()).hasValue(1);
                    assertThat(gap.reason()).startsWith("the layer is broken: ");
                });
    }

    @Test
    void anEncryptedLayerIsAGap() throws Exception {
        var secret =
                LayerBytes.plain(tar().file("a.pkg", "a"))
                        .withMediaType("application/vnd.oci.image.layer.v1.tar+encrypted");

        assertThat(read(new FakeImage().add(secret), PKG).gaps())
                .containsExactly(new Gap("", OptionalInt.of(0), "the layer is encrypted"));
    }

    @Test
    void aLayerThatIsKeptElsewhereIsAGapWhereItCannotBeHad() throws Exception {
        var foreign =
                LayerBytes.plain(tar().file("a.pkg", "a"))
                        .withMediaType("application/vnd.docker.image.rootfs.foreign.diff.tar");
        var missing = new FakeImage().addMissing(foreign);

        assertThat(read(missing, PKG).gaps())
                .containsExactly(
                        new Gap("", OptionalInt.of(0), "the layer is not stored with the image"));
        assertThat(seen(new FakeImage().add(foreign), PKG)).containsExactly("pkg a.pkg 0 LIVE a");
    }

    @Test
    void aLayerThatDoesNotArriveIsAProblem() {
        var missing = new FakeImage().addMissing(LayerBytes.plain(tar().file("a.pkg", "a")));

        assertThatThrownBy(() -> read(missing, PKG))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("layer-not-received"));
    }

    @Test
    void anArchiveThatEndsTooEarlyIsAGapAndWhatCameBeforeIsRead() throws Exception {
        var tar = tar().file("a.pkg", "a").file("b.pkg", "b".repeat(2000));
        var cut = Arrays.copyOf(tar.bytesWithoutEnd(), 512 * 4);
        var layer = LayerBytes.plain(tar().raw(cut));
        var truncated = new LayerBytes(layer.mediaType(), cut, cut);

        var reading = read(new FakeImage().add(truncated), PKG);

        assertThat(words(reading)).containsExactly("pkg a.pkg 0 LIVE a");
        assertThat(reading.gaps().getFirst().reason()).startsWith("the archive is broken (");
    }

    @Test
    void aLayerWithTooManyFilesIsReadAsFarAsTheLimit() throws Exception {
        var limits = new PassOptions.Limits(2, 1000, 1 << 20, 100, 10);
        var options = PassOptions.standard().withLimits(limits);
        var image = FakeImage.of(tar().file("a.pkg", "a").file("b.pkg", "b").file("c.pkg", "c"));

        var reading = pass(options, LayerCache.none(), PKG).read(image);

        assertThat(words(reading)).hasSize(2);
        assertThat(reading.gaps().getFirst().reason()).startsWith("more than 2 files");
    }

    @Test
    void skippedFilesAreCounted() throws Exception {
        var options = PassOptions.standard().withSkipped(List.of("var/cache/**", "**/test.pkg"));
        var image =
                FakeImage.of(
                        tar().file("var/cache/a.pkg", "a")
                                .file("var/cache/deep/b.pkg", "b")
                                .file("c.pkg", "c"));

        var reading = pass(options, LayerCache.none(), PKG).read(image);

        assertThat(words(reading)).containsExactly("pkg c.pkg 0 LIVE c");
        assertThat(reading.tree().isLiveFile("var/cache/a.pkg")).isTrue();
        assertThat(reading.gaps())
                .containsExactly(
                        new Gap(
                                "var/cache/**",
                                OptionalInt.empty(),
                                "2 files were not read, as asked"));
    }

    @Test
    void whatWasReadOnceComesFromTheCache() throws Exception {
        var tar = tar().file("a.pkg", "a").symlink("b.pkg", "other").file("other", "b");
        var first = FakeImage.of(tar);
        var fresh = pass(PassOptions.standard(), LayerCache.in(cache), PKG).read(first);
        var second = FakeImage.of(tar);

        var cached = pass(PassOptions.standard(), LayerCache.in(cache), PKG).read(second);

        assertThat(first.opened()).containsExactly(0, 0);
        assertThat(second.opened()).isEmpty();
        assertThat(cached.seen()).isEqualTo(fresh.seen()).hasSize(2);
        assertThat(cached.gaps()).isEqualTo(fresh.gaps());
        assertThat(cached.tree().paths()).containsExactlyElementsOf(fresh.tree().paths().toList());
    }

    @Test
    void otherReadersDoNotMeetTheCacheOfTheFirst() throws Exception {
        var tar = tar().file("a.pkg", "a");
        pass(PassOptions.standard(), LayerCache.in(cache), PKG).read(FakeImage.of(tar));
        var other = TestReader.naming("other", "**/*.pkg");

        var reading =
                pass(PassOptions.standard(), LayerCache.in(cache), other).read(FakeImage.of(tar));

        assertThat(words(reading)).containsExactly("other a.pkg 0 LIVE a");
    }

    @Test
    void aCacheThatCannotBeWrittenIsSaidOnceAndCostsNothing() throws Exception {
        var file = Files.writeString(cache.resolve("file"), "in the way");
        var progress = new Recorded();
        var image = FakeImage.of(tar().file("a.pkg", "a"), tar().file("b.pkg", "b"));

        var reading =
                new ImagePass(
                                new ReaderSet(List.of(PKG)),
                                LayerCache.in(file),
                                PassOptions.standard(),
                                progress)
                        .read(image);

        assertThat(reading.seen()).hasSize(2);
        assertThat(progress.notices).hasSize(1);
        assertThat(progress.notices.getFirst())
                .startsWith("the cache " + file + " cannot be written (Not a directory: ");
    }

    @Test
    void theReadingDoesNotDependOnTheNumberOfThreads() throws Exception {
        var tars =
                IntStream.range(0, 20)
                        .mapToObj(i -> {
                            var tar = tar();
                            for (int j = 0; j < 50; j++) {
                                tar.file("dir" + j % 7 + "/" + j * i + ".pkg", "p" + i);
                            }
                            return tar.file("broken" + i + ".bad", "x");
                        })
                        .toArray(TarBuilder[]::new);
        var bad =
                new TestReader(
                        "bad",
                        Claims.paths("*.bad"),
                        file -> {
                            throw new MalformedFileException(file.path());
                        });

        var one =
                pass(PassOptions.standard().withParallelism(1), LayerCache.none(), PKG, bad)
                        .read(FakeImage.of(tars));
        var eight =
                pass(PassOptions.standard().withParallelism(8), LayerCache.none(), PKG, bad)
                        .read(FakeImage.of(tars));

        assertThat(eight.seen()).isEqualTo(one.seen());
        assertThat(eight.gaps()).isEqualTo(one.gaps()).hasSize(20);
    }

    @Test
    void anInterruptedPassEndsAsAProblem() {
        var image = FakeImage.of(tar().file("a.pkg", "a"));
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> read(image, PKG))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problem().code()).isEqualTo("interrupted"));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void progressCountsTheStoredBytes() throws Exception {
        var layer = LayerBytes.gzip(tar().file("a.pkg", "a"));
        var progress = new Recorded();

        new ImagePass(
                        new ReaderSet(List.of(PKG)),
                        LayerCache.none(),
                        PassOptions.standard(),
                        progress)
                .read(new FakeImage().add(layer));

        assertThat(progress.bytes.get()).isEqualTo(layer.stored().length);
    }

    static ImageReading read(FakeImage image, FileReader... readers) throws ProblemException {
        return pass(PassOptions.standard(), LayerCache.none(), readers).read(image);
    }

    static ImagePass pass(PassOptions options, LayerCache cache, FileReader... readers) {
        return new ImagePass(new ReaderSet(List.of(readers)), cache, options, Progress.SILENT);
    }

    static List<String> seen(FakeImage image, FileReader... readers) throws ProblemException {
        return words(read(image, readers));
    }

    /// Reader, path, layer, presence, package.
    static List<String> words(ImageReading reading) {
        return reading.seen().stream()
                .map(one ->
                        "%s %s %d %s %s"
                                .formatted(
                                        one.reader(),
                                        one.path(),
                                        one.layer().orElse(-1),
                                        one.presence(),
                                        ((PackageSeen) one.observation()).purl().name()))
                .toList();
    }
}
