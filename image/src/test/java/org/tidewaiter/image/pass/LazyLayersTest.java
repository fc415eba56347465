package org.tidewaiter.image.pass;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.image.cache.LayerCache;
import org.tidewaiter.image.layer.Attributes;
import org.tidewaiter.image.pass.PassOptions.Fetching;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.Claims.Bytes;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.tar.FileCapabilities;
import org.tidewaiter.model.Gap;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.testkit.Property;
import org.tidewaiter.testkit.image.LayerBytes;
import org.tidewaiter.testkit.image.LazyLayerBytes;
import org.tidewaiter.testkit.image.TarBuilder;

class LazyLayersTest {
    private static final FileReader PKG = TestReader.naming("pkg", "**/*.pkg");
    private static final FileReader PROGRAM =
            TestReader.of(
                    "program",
                    Claims.magics(Bytes.of(0x7f, 'E', 'L', 'F')),
                    file -> file.text().substring(4));
    private static final PassOptions LAZY =
            PassOptions.standard().withFetching(Fetching.CLAIMED_FILES);

    /// The two ways to write such a layer.
    enum Form {
        ESTARGZ,
        ZSTD_CHUNKED;

        LayerBytes write(LazyLayerBytes writer, TarBuilder tar) {
            return switch (this) {
                case ESTARGZ -> writer.eStargz(tar);
                case ZSTD_CHUNKED -> writer.zstdChunked(tar);
            };
        }

        LayerBytes write(TarBuilder tar) {
            return write(LazyLayerBytes.standard(), tar);
        }
    }

    private final Recorded progress = new Recorded();
    private LayerCache cache = LayerCache.none();

    @ParameterizedTest
    @EnumSource
    void onlyClaimedFilesAreFetched(Form form) throws Exception {
        var layer =
                form.write(tar().file("opt/a.pkg", "alpha").file("opt/noise", noise(3_000_000)));
        var image = new FakeImage().add(layer).inParts();

        assertThat(ImagePassTest.words(read(image, PKG)))
                .containsExactly("pkg opt/a.pkg 0 LIVE alpha");
        assertThat(image.opened()).isEmpty();
        assertThat(fetched(image)).isLessThan(100_000);
    }

    @ParameterizedTest
    @EnumSource
    void whatWasNotReadIsAGap(Form form) throws Exception {
        var layer =
                form.write(
                        tar().file("a.pkg", "a")
                                .file("b", "bb")
                                .file("empty", "")
                                .directory("d")
                                .file("d/c", "ccc"));
        var reading = read(new FakeImage().add(layer).inParts(), PKG);

        assertThat(reading.gaps())
                .extracting(gap -> gap.path() + gap.layer().orElseThrow() + " " + gap.reason())
                .containsExactly(
                        "0 "
                                + layer.digest()
                                + " was fetched only in part, as its table of contents lists it: of 4"
                                + " files, 2 with 5 bytes were not read, and neither its digest nor"
                                + " its diffID was verified");
        assertThat(reading.tree().namesBelow("").map(name -> name.path()))
                .contains("a.pkg", "b", "empty", "d/c");
    }

    @ParameterizedTest
    @EnumSource
    void neighboursAreFetchedByOneRequestAndOthersAreNot(Form form) throws Exception {
        var layer =
                form.write(
                        tar().file("a.pkg", "a")
                                .file("between", noise(1_000))
                                .file("b.pkg", "b")
                                .file("far", noise(1_000_000))
                                .file("c.pkg", "c"));
        var image = new FakeImage().add(layer).inParts();

        assertThat(read(image, PKG).seen()).hasSize(3);
        assertThat(image.parts).hasSize(1 + 2); // the table first
    }

    @ParameterizedTest
    @EnumSource
    void aLargeFileIsPutTogetherFromItsChunks(Form form) throws Exception {
        var text = "0123456789".repeat(50);
        var layer = form.write(LazyLayerBytes.standard().withChunks(64), tar().file("a.pkg", text));

        assertThat(ImagePassTest.words(read(new FakeImage().add(layer).inParts(), PKG)))
                .containsExactly("pkg a.pkg 0 LIVE " + text);
    }

    @ParameterizedTest
    @EnumSource
    void programsAreFetchedByTheirModeOrTheirName(Form form) throws Exception {
        var layer =
                form.write(
                        tar().file("bin/a", elf("a"), 0755)
                                .file("lib/b.so.1", elf("b"), 0644)
                                .file("lib/c.txt", elf("c"), 0644)
                                .file("bin/script", "#!/bin/sh".getBytes(UTF_8), 0755));

        assertThat(ImagePassTest.words(read(new FakeImage().add(layer).inParts(), PROGRAM)))
                .containsExactly("program bin/a 0 LIVE a", "program lib/b.so.1 0 LIVE b");
    }

    @Test
    void whereAReaderClaimsABeginningOfUnknownUseAllFilesAreFetched() throws Exception {
        var other = TestReader.of("other", Claims.magics(Bytes.ofText("!odd")), file -> "odd");
        var layer = Form.ESTARGZ.write(tar().file("x", "!odd").file("y", "even"));
        var reading = read(new FakeImage().add(layer).inParts(), other);

        assertThat(ImagePassTest.words(reading)).containsExactly("other x 0 LIVE odd");
        assertThat(reading.gaps()).extracting(Gap::reason).allMatch(it -> it.contains(" 0 with "));
    }

    @ParameterizedTest
    @EnumSource
    void linksAndCompanionsAreFetchedAfterwards(Form form) throws Exception {
        var layer =
                form.write(
                        tar().file("opt/data", "linked")
                                .symlink("a.pkg", "opt/data")
                                .file("lib/db", "old")
                                .file("noise", noise(1_000_000))
                                .file("lib/db-log", "new"));
        var image = new FakeImage().add(layer).inParts();

        assertThat(ImagePassTest.words(read(image, PKG, CompanionsTest.DATABASE)))
                .containsExactly("pkg a.pkg 0 LIVE linked", "database lib/db 0 LIVE old -log=new");
        assertThat(image.opened()).isEmpty();
    }

    /// What a file begins with is looked for under each of its names.
    @ParameterizedTest
    @EnumSource
    void filesWithAUsualNameByALinkAreFetchedAfterwards(Form form) throws Exception {
        var lower =
                tar().file("opt/a", elf("a"), 0644)
                        .hardLink("lib/a.so", "opt/a")
                        .file("opt/b", elf("b"), 0644)
                        .file("opt/c", elf("c"), 0644)
                        .file("noise", noise(1_000_000))
                        .file("opt/d", elf("d"), 0644)
                        .symlink("lib/d.so", "../opt/d");
        var upper = tar().symlink("lib/b.so", "../opt/b").symlink("lib/c.txt", "../opt/c");
        var image = new FakeImage().add(form.write(lower)).add(form.write(upper)).inParts();

        assertThat(ImagePassTest.words(read(image, PROGRAM)))
                .containsExactly(
                        "program lib/a.so 0 LIVE a",
                        "program opt/a 0 LIVE a",
                        "program opt/b 0 LIVE b",
                        "program opt/d 0 LIVE d");
        assertThat(fetched(image)).isLessThan(300_000);
    }

    @Test
    void twoDigestsOfAFileThatDifferAreAProblem() {
        var zeros = "\"digest\":\"sha256:" + "0".repeat(64) + "\"";
        var writer =
                LazyLayerBytes.standard()
                        .withTable(table -> table.replaceFirst("\"digest\":\"[^\"]*\"", zeros));
        var layer =
                Form.ESTARGZ.write(writer, tar().file("a.pkg", "a").file("noise", noise(9_000)));

        assertMismatch(PKG, new FakeImage().add(layer).inParts(), "'a.pkg'");
    }

    @Test
    void whereReadersGoByTheFirstBytesTheGapSaysThatThoseWereNotRead() throws Exception {
        var layer = Form.ESTARGZ.write(tar().file("a.so", elf("a")).file("b", noise(9_000)));

        assertThat(read(new FakeImage().add(layer).inParts(), PROGRAM).gaps())
                .extracting(Gap::reason)
                .first()
                .asString()
                .contains(
                        "1 with 9,000 bytes were not read (any of them may begin as a program or a"
                                + " model does), and");
    }

    @ParameterizedTest
    @EnumSource
    void aTableThatIsNotTheManifestsIsAProblem(Form form) {
        var layer = form.write(tar().file("a.pkg", "a"));
        var others = new HashMap<>(layer.annotations());
        others.replaceAll(
                (_, value) -> value.startsWith("sha256:") ? "sha256:" + "0".repeat(64) : value);
        var image = new FakeImage().add(layer.withAnnotations(others)).inParts();

        assertMismatch(PKG, image, "its table of contents has the digest");
    }

    @ParameterizedTest
    @EnumSource
    void aChunkThatIsNotTheTablesIsAProblem(Form form) {
        var layer = form.write(tar().file("a.pkg", noise(10_000)).file("other", noise(20_000)));
        assertMismatch(PKG, new FakeImage().add(layer, damaged(layer)).inParts(), "'a.pkg'");
    }

    @ParameterizedTest
    @EnumSource
    void aFileOfWhichOnlyTheBeginningWasLookedAtIsVerifiedToo(Form form) {
        var layer =
                form.write(tar().file("bin/a", noise(10_000), 0755).file("other", noise(20_000)));
        assertMismatch(PROGRAM, new FakeImage().add(layer, damaged(layer)).inParts(), "'bin/a'");
    }

    private static byte[] damaged(LayerBytes layer) {
        var bytes = layer.stored().clone();
        bytes[8_000] ^= 1;
        return bytes;
    }

    static Stream<UnaryOperator<String>> falseTables() {
        var zeros = "sha256:" + "0".repeat(64);
        return Stream.of(
                table -> table.replaceFirst("\"size\":5", "\"size\":4"),
                table -> table.replaceFirst("\"size\":5", "\"size\":6"),
                table -> table.replaceFirst("\"offset\":\\d+", "\"offset\":50"),
                table ->
                        table.replaceFirst("\"digest\":\"[^\"]*\"", "\"digest\":\"" + zeros + "\""),
                table ->
                        table.replaceFirst(
                                "\"chunkDigest\":\"[^\"]*\"", "\"chunkDigest\":\"" + zeros + "\""));
    }

    @ParameterizedTest
    @MethodSource("falseTables")
    void aTableThatIsNotTrueOfTheLayerIsAProblem(UnaryOperator<String> lie) {
        var writer = LazyLayerBytes.standard().withChunks(3).withTable(lie);
        for (var form : Form.values()) {
            var layer = form.write(writer, tar().file("a.pkg", "alpha"));
            assertMismatch(PKG, new FakeImage().add(layer).inParts(), "'a.pkg'");
        }
    }

    private void assertMismatch(FileReader reader, FakeImage image, String part) {
        assertThatThrownBy(() -> read(image, reader))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> {
                            assertThat(e.problem().code()).isEqualTo("digest-mismatch");
                            assertThat(e.problem().what()).contains(part);
                        });
    }

    @Test
    void theOlderWordsForTheTableAreKnown() throws Exception {
        var layer = Form.ZSTD_CHUNKED.write(tar().file("a.pkg", "a"));
        var older = new HashMap<String, String>();
        layer.annotations()
                .forEach((key, value) -> older.put(key.replace("io.github.", "io."), value));
        var image = new FakeImage().add(layer.withAnnotations(older)).inParts();

        assertThat(read(image, PKG).seen()).hasSize(1);
        assertThat(image.opened()).isEmpty();
    }

    static Stream<UnaryOperator<String>> unusableTables() {
        return Stream.of(
                table -> table.replace("\"version\":1", "\"version\":2"),
                table -> table.replace("}]}", "}]} more"),
                table -> table.substring(0, table.length() / 2),
                table -> "[" + table + "]",
                table -> "",
                table -> table.replaceFirst("\"size\":5", "\"size\":-5"),
                table -> table.replaceFirst("\"size\":5", "\"size\":2"),
                table -> table.replaceFirst("\"size\":5", "\"size\":9e1"),
                table -> table.replaceFirst("\"size\":5", "\"size\":9223372036854775807"),
                table -> table.replaceFirst("\"size\":5", "\"size\":92233720368547758070"),
                table -> table.replaceFirst("\"offset\":\\d+", "\"offset\":-1"),
                table -> table.replaceFirst("\"offset\":\\d+", "\"offset\":9223372036854775807"),
                table -> table.replaceFirst("\"offset\":\\d+", "\"offset\":99999999"),
                table -> table.replaceAll("\"offset\":\\d+", "\"offset\":40"),
                table -> table.replaceFirst("\"offset\"", "\"innerOffset\":3,\"offset\""),
                table -> table.replaceFirst("\"chunkOffset\":3", "\"chunkOffset\":2"),
                table -> table.replaceFirst("\"chunkSize\":3", "\"chunkSize\":-3"),
                table -> table.replaceFirst("\"chunkSize\":3", "\"chunkSize\":9223372036854775807"),
                table -> table.replace("\"type\":\"chunk\"", "\"type\":\"piece\""),
                table -> table.replaceFirst("\"type\":\"reg\"", "\"type\":\"chunk\""),
                table -> table.replaceAll("\"chunkDigest\":\"[^\"]*\"", "\"chunkDigest\":\"x\""),
                table -> table.replaceAll("\"digest\":\"[^\"]*\"", "\"digest\":\"md5:0\""),
                table -> table.replace("\"name\":\"b\"", "\"name\":\"b\",\"name\":\"c\""),
                table -> table.replace("\"name\":\"b\"", "\"name\":7"),
                table -> table.replace("\"b\"", "\"" + "b".repeat(5_000) + "\""),
                table -> table.replace("\"b\"", "\"b\",\"xattrs\":{\"security.capability\":\"!\"}"),
                table -> table.replace("\"b\"", "\"b\",\"xattrs\":{" + keys(1_001) + "}"),
                table -> table.replace("\"b\"", "\"b\"," + keys(1_001)),
                table -> table.replace("\"b\"", "\"b\",\"x\":[{" + keys(1_001) + "}]"),
                table -> table.replace("{\"version", "{" + keys(1_001) + ",\"version"),
                table -> table.replace("\"b\"", "\"b\",\"" + "k".repeat(1_001) + "\":1"),
                table -> table.replace("\"b\"", "\"b\",\"digest\":\"" + "d".repeat(100_001) + "\""),
                table ->
                        table.replace(
                                "}]}",
                                "}" + ",{\"name\":\"d\",\"type\":\"dir\"}".repeat(800_000) + "]}"));
    }

    private static String keys(int count) {
        return IntStream.range(0, count)
                .mapToObj("\"key%d\":1"::formatted)
                .collect(Collectors.joining(","));
    }

    @ParameterizedTest
    @MethodSource("unusableTables")
    void aLayerWhoseTableCannotBeUsedIsReadWhole(UnaryOperator<String> damage) throws Exception {
        var writer = LazyLayerBytes.standard().withChunks(3).withTable(damage);
        for (var form : Form.values()) {
            var layer = form.write(writer, tar().file("a.pkg", "alpha").file("b", "beta"));
            var image = new FakeImage().add(layer).inParts();
            var reading = read(image, PKG);

            assertThat(ImagePassTest.words(reading)).containsExactly("pkg a.pkg 0 LIVE alpha");
            assertThat(reading.gaps()).isEmpty();
            assertThat(image.opened()).containsExactly(0);
            assertThat(progress.steps).last().asString().startsWith("layer 0 is read whole: its");
        }
    }

    static Stream<Map<String, String>> uselessAnnotations() {
        var checksum = "io.github.containers.zstd-chunked.manifest-checksum";
        var position = "io.github.containers.zstd-chunked.manifest-position";
        var digest = "sha256:" + "0".repeat(64);
        return Stream.of(
                Map.of(),
                Map.of("containerd.io/snapshot/stargz/toc.digest", "x"),
                Map.of("containerd.io/snapshot/stargz/toc.digest", digest), // no footer
                Map.of(checksum, digest),
                Map.of(checksum, "x", position, "9:9:9:1"),
                Map.of(checksum, digest, position, "9:9:9:2"),
                Map.of(checksum, digest, position, "9:9:99999999999:1"),
                Map.of(checksum, digest, position, "0:9:9:1"),
                Map.of(checksum, digest, position, "9:0:9:1"),
                Map.of(checksum, digest, position, "9:99999999:9:1"),
                Map.of(checksum, digest, position, "999999999999999999:999999999999999999:9:1"),
                Map.of(checksum, digest, position, "-9:9:9:1"));
    }

    @ParameterizedTest
    @MethodSource("uselessAnnotations")
    void aLayerThatSaysNoTableIsReadWhole(Map<String, String> annotations) throws Exception {
        var layer = LayerBytes.gzip(tar().file("a.pkg", "a")).withAnnotations(annotations);
        var image = new FakeImage().add(layer).inParts();

        assertThat(read(image, PKG).gaps()).isEmpty();
        assertThat(image.opened()).containsExactly(0);
    }

    @ParameterizedTest
    @EnumSource
    void whereTheSourceGivesNoPartsALayerIsReadWhole(Form form) throws Exception {
        var image = new FakeImage().add(form.write(tar().file("a.pkg", "a")));
        var reading = read(image, PKG);

        assertThat(reading.seen()).hasSize(1);
        assertThat(reading.gaps()).isEmpty();
        assertThat(progress.steps)
                .contains("layer 0 is read whole: its source gives layers only whole");
    }

    @ParameterizedTest
    @EnumSource
    void aLayerOfWhichNearlyAllIsWantedIsReadWhole(Form form) throws Exception {
        var layer = form.write(tar().file("a.pkg", noise(100_000)).file("b", "b"));
        var image = new FakeImage().add(layer).inParts();

        assertThat(read(image, PKG).gaps()).isEmpty();
        assertThat(image.opened()).containsExactly(0);
        assertThat(progress.steps).contains("layer 0 is read whole: nearly all of it is wanted");
    }

    @ParameterizedTest
    @EnumSource
    void nothingThatWasReadInPartsIsKeptAndWhatIsKeptIsUsed(Form form, @TempDir Path folder)
            throws Exception {
        cache = LayerCache.in(folder);
        var layer = form.write(tar().file("a.pkg", "a").file("b", noise(500_000)));
        for (int i = 0; i < 2; i++) {
            assertThat(read(new FakeImage().add(layer).inParts(), PKG).gaps()).hasSize(1);
        }
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
        ImagePassTest.pass(PassOptions.standard(), cache, PKG).read(new FakeImage().add(layer));
        var known = new FakeImage().add(layer).inParts();

        assertThat(read(known, PKG).gaps()).isEmpty();
        assertThat(known.parts).isEmpty();
        assertThat(known.opened()).isEmpty();
    }

    @Test
    void namesThatLeaveTheRootAndLinksThatGoInCirclesAreHarmless() throws Exception {
        var layer =
                Form.ESTARGZ.write(
                        tar().file("../../etc/a.pkg", "a").hardLink("x", "y").hardLink("y", "x"));
        var reading = read(new FakeImage().add(layer).inParts(), PKG);

        assertThat(ImagePassTest.words(reading)).containsExactly("pkg etc/a.pkg 0 LIVE a");
        assertThat(reading.gaps()).extracting(Gap::reason).anyMatch(it -> it.contains("leaves"));
    }

    @ParameterizedTest
    @EnumSource
    void whatAProgramMayDoIsKnownFromTheTable(Form form) throws Exception {
        var binds = HexFormat.of().parseHex("0100000200040000000000000000000000000000");
        var layer =
                form.write(
                        tar().pax("SCHILY.xattr.security.capability", binds)
                                .file("bin/ping", "x".getBytes(UTF_8), 04750));
        var entry =
                read(new FakeImage().add(layer).inParts(), PKG)
                        .tree()
                        .target("bin/ping")
                        .orElseThrow();

        assertThat(entry.attributes()).contains(new Attributes(04750, 0, 0));
        assertThat(entry.capabilities()).contains(new FileCapabilities(1 << 10, 0, true, 0));
    }

    /// The law: what readers claim is seen as in the whole image.
    @Test
    void whatIsClaimedIsSeenAsInTheWholeImage() {
        Property.forAll(
                LazyLayersTest::anyLayers,
                tars -> {
                    var whole = new FakeImage();
                    tars.forEach(tar -> whole.add(LayerBytes.gzip(tar)));
                    var expected = ImagePassTest.read(whole, PKG, CompanionsTest.DATABASE);
                    for (var form : Form.values()) {
                        var image = new FakeImage().inParts();
                        var writer = LazyLayerBytes.standard().withChunks(7);
                        tars.forEach(tar -> image.add(form.write(writer, tar)));
                        var reading = read(image, PKG, CompanionsTest.DATABASE);

                        assertThat(reading.seen()).isEqualTo(expected.seen());
                        assertThat(image.opened()).isEmpty();
                    }
                });
    }

    private static List<TarBuilder> anyLayers(Random random) {
        var names = List.of("a.pkg", "d/b.pkg", "d/c", "lib/db", "lib/db-log", "e", "d/e/f.pkg");
        var tars = new ArrayList<TarBuilder>();
        for (int layer = 1 + random.nextInt(3); layer > 0; layer--) {
            var tar = tar();
            for (int entry = random.nextInt(8); entry > 0; entry--) {
                var name = names.get(random.nextInt(names.size()));
                switch (random.nextInt(6)) {
                    case 0 -> tar.symlink(name, names.get(random.nextInt(names.size())));
                    case 1 -> tar.hardLink(name, names.get(random.nextInt(names.size())));
                    case 2 -> tar.whiteout(name);
                    default -> tar.file(name, "v".repeat(random.nextInt(20)));
                }
            }
            tars.add(tar);
        }
        return tars;
    }

    private ImageReading read(FakeImage image, FileReader... readers) throws ProblemException {
        return new ImagePass(new ReaderSet(List.of(readers)), cache, LAZY, progress).read(image);
    }

    private static long fetched(FakeImage image) {
        return image.parts.stream().mapToLong(part -> part[1]).sum();
    }

    private static byte[] elf(String text) {
        return ("\u007fELF" + text).getBytes(UTF_8);
    }

    private static byte[] noise(int bytes) {
        var noise = new byte[bytes];
        new Random(bytes).nextBytes(noise);
        return noise;
    }
}
