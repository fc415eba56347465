package org.tidewaiter.image.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.reader.ContentReader;
import org.tidewaiter.image.reader.Keyword;
import org.tidewaiter.image.reader.Sightings;
import org.tidewaiter.image.reader.Spot;
import org.tidewaiter.image.stream.RunInput;
import org.tidewaiter.model.Observation.SettingSeen;
import org.tidewaiter.testkit.Property;
import org.tidewaiter.testkit.image.LayerBytes;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;
import org.tukaani.xz.XZOutputStream;

class ContentSearchTest {
    private static final String NEEDLE = "needle";

    private static ContentSearch search(ContentReader... sought) {
        return search(ContentBounds.STANDARD, sought);
    }

    private static ContentSearch search(ContentBounds bounds, ContentReader... sought) {
        return new ContentSearch(new ContentReaders(List.of(sought)), bounds);
    }

    private static ContentSearch.Found found(byte[] content) throws IOException {
        return search(Sought.words(NEEDLE))
                .search("a/file", content.length, new ByteArrayInputStream(content));
    }

    /// The members in which the word stands, with its lines.
    private static List<String> places(ContentSearch.Found found) {
        return found.observations().stream()
                .flatMap(one -> one.observations().stream())
                .map(SettingSeen.class::cast)
                .map(seen ->
                        seen.message().substring(0, seen.message().indexOf('|'))
                                + ":"
                                + seen.line())
                .toList();
    }

    private static List<String> reasons(ContentSearch.Found found) {
        return found.gaps().stream().map(gap -> gap.reason()).toList();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(Object... namesAndContents) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) namesAndContents[i]));
                zip.write((byte[]) namesAndContents[i + 1]);
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void aKeywordIsFoundWithItsLine() throws Exception {
        assertThat(places(found(text("a\nb\n  needle\nneedle")))).containsExactly(":3", ":4");
    }

    @Test
    void keywordsAreFoundInAnyCaseOnlyWhereAsked() throws Exception {
        var content = text("NeEdLe needle");
        var any = new Sought(List.of(Keyword.inAnyCase("NEEDLE")), List.of());
        assertThat(places(search(any).search("f", content, content.length))).hasSize(2);
        assertThat(places(found(content))).hasSize(1);
    }

    @Test
    void theBeginningOfAFileOfACertainNameIsShown() throws Exception {
        var sought = new Sought(List.of(), List.of("master.key", "*.pfx"));
        var content = text("x");
        assertThat(places(search(sought).search("a/master.key", content, 1))).hasSize(1);
        assertThat(places(search(sought).search("a/b.pfx", content, 1))).hasSize(1);
        assertThat(places(search(sought).search("a/other.key", content, 1))).isEmpty();
    }

    @Test
    void everyKeywordIsFoundWhereASimpleSearchFindsIt() {
        var words = List.of("abc", "abcd", "bcda", "aaaa", "dcbaabcd", "cab");
        Property.forAll(
                random -> letters(random, random.nextInt(400)),
                text -> {
                    var found = new ArrayList<String>();
                    var table =
                            new KeywordTable(
                                    List.of(words.stream().map(Keyword::exactly).toList()));
                    var bytes = text(text);
                    table.find(
                            bytes,
                            0,
                            bytes.length,
                            bytes.length,
                            (_, index, at) -> found.add(words.get(index) + at));
                    var expected = new ArrayList<String>();
                    for (int at = 0; at < text.length(); at++) {
                        for (var word : words) {
                            if (text.startsWith(word, at)) {
                                expected.add(word + at);
                            }
                        }
                    }
                    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
                });
    }

    private static String letters(Random random, int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("abcd".charAt(random.nextInt(4)));
        }
        return text.toString();
    }

    @Test
    void whereChunksEndMakesNoDifference() throws Exception {
        for (int seed = 0; seed < 12; seed++) {
            var random = new Random(seed);
            var content = haystack(random, 200_000 + random.nextInt(900_000), 300);
            var whole = search(Sought.words(NEEDLE)).search("f", content, content.length);
            assertThat(places(whole)).hasSizeGreaterThan(200);
            for (int most : new int[] {7_000, 64 << 10, 1 << 20}) {
                var stream = new Dribbling(content, random, most);
                var streamed = search(Sought.words(NEEDLE)).search("f", content.length, stream);
                assertThat(streamed).isEqualTo(whole);
            }
        }
    }

    private static byte[] haystack(Random random, int length, int needles) {
        var content = new byte[length];
        for (int i = 0; i < length; i++) {
            content[i] = (byte) (random.nextInt(50) == 0 ? '\n' : 'a' + random.nextInt(26));
        }
        for (int i = 0; i < needles; i++) {
            int at = random.nextInt(length - NEEDLE.length());
            System.arraycopy(text(NEEDLE), 0, content, at, NEEDLE.length());
        }
        return content;
    }

    private static final class Dribbling extends InputStream {
        private final InputStream in;
        private final Random random;
        private final int most;

        private Dribbling(byte[] content, Random random, int most) {
            this.in = new ByteArrayInputStream(content);
            this.random = random;
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return in.read(bytes, offset, Math.min(length, 1 + random.nextInt(most)));
        }
    }

    @Test
    void theWorkGrowsWithTheSizeAndNotFaster() throws Exception {
        for (var unit : List.of("needl", "needleneedle", "neeneedle\n", "xyz", "eedleeedl")) {
            long small = steps(unit, 1 << 16);
            long large = steps(unit, 1 << 20);
            assertThat(large).isLessThanOrEqualTo(18 * small + 100);
        }
    }

    private static long steps(String unit, int length) throws IOException {
        var content = text(unit.repeat(length / unit.length() + 1));
        var search = search(Sought.words(NEEDLE, "eedleneed", "needleneed"));
        search.search("f", content, length);
        return search.steps();
    }

    @Test
    void readersLookAtNoMoreThanInProportionToTheSize() throws Exception {
        var unit = "-needle";
        long small = looked(text(unit.repeat((1 << 20) / unit.length())));
        long large = looked(text(unit.repeat((4 << 20) / unit.length())));
        assertThat(small).isLessThan((1L << 20) * 128 + (36 << 20));
        assertThat(large).isLessThan(4 * small);
        var bomb = LayerBytes.gzip(text(unit.repeat((16 << 20) / unit.length())));
        assertThat(bomb).hasSizeLessThan(64 << 10);
        assertThat(looked(bomb)).isLessThan(16L * 128 * bomb.length + (36 << 20));
    }

    @Test
    void whatIsNotLookedAtIsAGap() throws Exception {
        var content = text("-needle".repeat(200_000));
        var found = search(new Looking()).search("f", content, content.length);
        assertThat(reasons(found))
                .containsExactly(
                        "sought: not searched: places of interest that stand too close together");
    }

    @Test
    void manyFilesTogetherAreNotLookedAtEndlessly() throws Exception {
        var looking = new Looking();
        var search = search(looking);
        var content = text("-needle".repeat(1_000));
        for (int i = 0; i < 20_000; i++) {
            search.search("f", content, content.length);
        }
        assertThat(looking.bytes[0]).isLessThan((17L << 30) + 128L * 20_000 * content.length);
    }

    private static long looked(byte[] content) throws IOException {
        var looking = new Looking();
        search(looking).search("f", content, content.length);
        return looking.bytes[0];
    }

    /// Counts what it may look at.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Looking(long[] bytes) implements ContentReader {
        private Looking() {
            this(new long[1]);
        }

        @Override
        public String name() {
            return "sought";
        }

        @Override
        public List<Keyword> keywords() {
            return List.of(Keyword.exactly(NEEDLE));
        }

        @Override
        public List<String> fileNames() {
            return List.of();
        }

        @Override
        public void look(Spot spot, Sightings seen) {
            bytes[0] += spot.end() - spot.start();
        }
    }

    @Test
    void manySightingsAreAGap() throws Exception {
        var found = found(text("needle\n".repeat(5_000)));
        assertThat(places(found)).hasSize(1_000);
        assertThat(reasons(found))
                .singleElement()
                .asString()
                .contains("not searched: what follows");
    }

    @Test
    void longNamesOfMembersDoNotFillTheMemory() throws Exception {
        var bounds = new ContentBounds(1_000, 10_000, 8, 100, 1 << 20, 1 << 30);
        var content = zip("n".repeat(3_000), text("needle\n".repeat(50)));
        var found = search(bounds, Sought.words(NEEDLE)).search("f", content, content.length);
        assertThat(places(found)).hasSizeBetween(1, 3);
        assertThat(found.gaps()).hasSize(1);
    }

    @Test
    void membersOfAZipAndOfAZipInItAreSearched() throws Exception {
        var inner = zip("x/y.txt", text("\nneedle"));
        assertThat(places(found(zip("lib/in.jar", inner, "top.txt", text("needle")))))
                .containsExactly("lib/in.jar!/x/y.txt:2", "top.txt:1");
    }

    @Test
    void aZipBehindAScriptThatStartsItIsSearchedWithTheScript() throws Exception {
        var zip = zip("a.txt", text("needle"));
        var script = text("#!/bin/sh\nexport A=needle\nexec java -jar $0\n");
        assertThat(places(found(joined(script, zip)))).containsExactly(":2", "a.txt:1");
    }

    @Test
    void whatAZipNoLongerNamesIsSearchedToo() throws Exception {
        var zip = zip("gone.txt", text("needle"));
        int directory = indexOf(zip, new byte[] {'P', 'K', 1, 2});
        var without = joined(Arrays.copyOf(zip, directory), zip("kept.txt", text("needle")));
        assertThat(places(found(without))).containsExactly("gone.txt:1", "kept.txt:1");
    }

    @Test
    void anEncryptedMemberIsAGap() throws Exception {
        var zip = zip("a.txt", text("needle"), "b.txt", text("needle"));
        zip[6] |= 1;
        var found = found(zip);
        assertThat(places(found)).containsExactly("b.txt:1");
        assertThat(reasons(found)).containsExactly("sought: not searched: a.txt, encrypted");
    }

    @Test
    void aTruncatedArchiveIsSearchedAsFarAsItGoesAndIsAGap() throws Exception {
        var content =
                LayerBytes.gzip(text("needle\n" + "x".repeat(50_000) + new Random(1).nextLong()));
        var found = found(Arrays.copyOf(content, content.length - 9));
        assertThat(places(found)).containsExactly(":1");
        assertThat(reasons(found)).singleElement().asString().contains("broken");
    }

    @Test
    void compressedTarsAreSearched() throws Exception {
        var tar = tar().file("d/a.txt", "needle").file("b.txt", "-\nneedle").bytes();
        var xz = new ByteArrayOutputStream();
        try (var out = new XZOutputStream(xz, new LZMA2Options(0))) {
            out.write(tar);
        }
        var zstd =
                LayerBytes.zstd(tar().file("d/a.txt", "needle").file("b.txt", "-\nneedle"))
                        .stored();
        for (var content : List.of(tar, LayerBytes.gzip(tar), xz.toByteArray(), zstd)) {
            assertThat(places(found(content))).containsExactly("d/a.txt:1", "b.txt:2");
        }
    }

    @Test
    void howTheFirstNameInATarBeginsMakesNoDifference() throws Exception {
        for (char first = 1; first < 256; first++) {
            if (first != '/' && first != '.') {
                var tar = tar().file(first + "abc", "x").file("b.txt", "needle").bytes();
                assertThat(places(found(tar))).containsExactly("b.txt:1");
            }
        }
    }

    @Test
    void whatFollowsTheEndOfATarIsSearched() throws Exception {
        var one = tar().file("a", "x").bytes();
        var two = tar().file("b.txt", "needle").bytes();
        var three = joined(joined(one, two), text("-\nneedle"));
        assertThat(places(found(three))).containsExactly("b.txt:1", ":2");
        assertThat(places(found(joined(one, LayerBytes.gzip(two))))).containsExactly("b.txt:1");
        var many = new ByteArrayOutputStream();
        for (int i = 0; i < 5_000; i++) {
            many.write(one);
        }
        many.write(two);
        assertThat(places(found(many.toByteArray()))).containsExactly("b.txt:1");
    }

    @Test
    void ofABrokenTarTheRestIsSearchedAsItIs() throws Exception {
        var tar = tar().file("a", "x").file("b.txt", "needle").bytes();
        tar[1024 + 3] = 'z';
        var found = found(tar);
        assertThat(places(found)).hasSize(1);
        assertThat(reasons(found)).singleElement().asString().contains("broken");
    }

    @Test
    void whatStandsBetweenTheMembersOfAZipIsSearched() throws Exception {
        var zip = zip("a", text("x"));
        int directory = indexOf(zip, new byte[] {'P', 'K', 1, 2});
        var before = Arrays.copyOf(zip, directory);
        var after = Arrays.copyOfRange(zip, directory, zip.length);
        var between = joined(joined(before, text("a=1\nb=2\nc=3\nd=4\ne=5\nf=needle\n")), after);
        assertThat(places(found(between))).containsExactly(":6");
        var next = joined(zip, zip("b.txt", text("needle")));
        assertThat(places(found(next))).containsExactly("b.txt:1");
    }

    @Test
    void aStoredMemberThatSaysItIsEmptyIsSearched() throws Exception {
        var header = new byte[31];
        System.arraycopy(new byte[] {'P', 'K', 3, 4, 20}, 0, header, 0, 5);
        header[26] = 1;
        header[30] = 'a';
        var content = joined(header, text("x".repeat(40) + "\nneedle\n"));
        assertThat(places(found(content))).containsExactly(":2");
    }

    @Test
    void aMatchAtATruncatedEndComesWithAGap() throws Exception {
        var zip = zip("a.txt", text("needle\n" + letters(new Random(3), 5_000)));
        var found = found(Arrays.copyOf(zip, zip.length - 600));
        assertThat(places(found)).containsExactly("a.txt:1");
        assertThat(reasons(found)).singleElement().asString().contains("broken");
    }

    @Test
    void zerosThatEndValuesAreInText() throws Exception {
        var environment = text("PATH=/bin\0A=needle\0HOME=/root\0");
        assertThat(places(found(environment))).containsExactly(":1");
    }

    @Test
    void packagesOfDebianAndRpmAreOpened() throws Exception {
        var data = LayerBytes.gzip(tar().file("etc/a.txt", "needle").bytes());
        var deb =
                joined(
                        text("!<arch>\n" + arHeader("debian-binary", 4) + "2.0\n"),
                        joined(text(arHeader("data.tar.gz", data.length)), data));
        assertThat(places(found(deb))).containsExactly("data.tar.gz!/etc/a.txt:1");

        var header = new byte[] {(byte) 0x8e, (byte) 0xad, (byte) 0xe8, 1, 0, 0, 0, 0};
        var empty = joined(header, new byte[8]);
        var lead = new byte[96];
        System.arraycopy(
                new byte[] {(byte) 0xed, (byte) 0xab, (byte) 0xee, (byte) 0xdb}, 0, lead, 0, 4);
        var cpio =
                text(
                        "070701"
                                + "0".repeat(48)
                                + "00000007"
                                + "0".repeat(32)
                                + "00000006"
                                + "0".repeat(8)
                                + "a.txt\0needle\n\0");
        assertThat(places(found(cpio))).containsExactly("a.txt:1");
        var rpm = joined(joined(lead, joined(empty, empty)), LayerBytes.gzip(cpio));
        assertThat(places(found(rpm))).containsExactly("a.txt:1");
    }

    private static String arHeader(String name, int size) {
        return "%-16s%-12d%-6d%-6d%-8s%-10d`\n".formatted(name, 0, 0, 0, "100644", size);
    }

    @Test
    void lzmaAndFramesThatAreSkippedAreSearched() throws Exception {
        var lzma = new ByteArrayOutputStream();
        try (var out = new LZMAOutputStream(lzma, new LZMA2Options(0), -1)) {
            out.write(text("needle"));
        }
        assertThat(places(found(lzma.toByteArray()))).containsExactly(":1");
        var frame = joined(new byte[] {0x50, 0x2a, 0x4d, 0x18, 6, 0, 0, 0}, text("needle"));
        var zstd = LayerBytes.zstd(tar().file("a.txt", "needle")).stored();
        assertThat(places(found(joined(frame, zstd)))).containsExactly(":1", "a.txt:1");
    }

    @Test
    void whatADeltaOfGitInsertsIsJoined() throws Exception {
        var pack = new ByteArrayOutputStream();
        pack.write(new byte[] {'P', 'A', 'C', 'K', 0, 0, 0, 2, 0, 0, 0, 1, 0x6b, 5});
        pack.write(deflated(joined(new byte[] {3, 9, (byte) 0x91, 0, 3, 4}, text("need\2le"))));
        var found = found(pack.toByteArray());
        assertThat(places(found)).containsExactly("object-1:2");
        assertThat(reasons(found)).singleElement().asString().contains("put together");
    }

    @Test
    void objectsOfGitAreSearched() throws Exception {
        var loose = deflated(text("blob 7\0needle\n"));
        var path = ".git/objects/ab/" + "0123456789abcdef01230123456789abcdef01";
        assertThat(places(search(Sought.words(NEEDLE)).search(path, loose, loose.length)))
                .containsExactly(":1");

        var pack = new ByteArrayOutputStream();
        pack.write(new byte[] {'P', 'A', 'C', 'K', 0, 0, 0, 2, 0, 0, 0, 2, 0x33});
        pack.write(deflated(text("xyz")));
        pack.write(0x36);
        pack.write(deflated(text("needle")));
        pack.write(new byte[20]);
        assertThat(places(found(pack.toByteArray()))).containsExactly("object-2:1");
    }

    private static byte[] deflated(byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    @Test
    void textInUtf16IsSearched() throws Exception {
        var little =
                joined(
                        new byte[] {(byte) 0xff, (byte) 0xfe},
                        "a\nneedle".getBytes(StandardCharsets.UTF_16LE));
        assertThat(places(found(little))).containsExactly(":2");
        assertThat(places(found("a\nneedle".getBytes(StandardCharsets.UTF_16))))
                .containsExactly(":2");
    }

    @Test
    void textInUtf16WithoutAMarkIsSearchedAndAsciiBehindAMarkToo() throws Exception {
        var text = "some\nneedle";
        for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            assertThat(places(found(text.getBytes(charset)))).containsExactly(":2");
        }
        for (var mark : List.of(new byte[] {-1, -2}, new byte[] {-2, -1})) {
            assertThat(places(found(joined(mark, text(text))))).containsExactly(":2");
        }
    }

    @Test
    void binaryContentHasNoLines() throws Exception {
        assertThat(places(found(text("\0\n\nneedle")))).containsExactly(":0");
    }

    @Test
    void archivesInArchivesAreOpenedToACertainDepth() throws Exception {
        var content = text("needle");
        for (int depth = 0; depth < 12; depth++) {
            content = zip("a", content);
        }
        var found = found(content);
        assertThat(places(found)).isEmpty();
        assertThat(reasons(found)).singleElement().asString().contains("in more than 8 archives");
    }

    @Test
    void anArchiveThatUnpacksToTooMuchIsAGap() throws Exception {
        var bounds = new ContentBounds(1_000, 1 << 20, 8, 2, 1 << 16, 1 << 30);
        var content = LayerBytes.gzip(new byte[4 << 20]);
        var found = search(bounds, Sought.words(NEEDLE)).search("f", content, content.length);
        assertThat(reasons(found)).singleElement().asString().contains("unpacked bytes");
    }

    @Test
    void allFilesOfALayerTogetherUnpackToSoMuchAndNoMore() throws Exception {
        var bounds = new ContentBounds(1_000, 1 << 20, 8, 100, 1 << 20, 300_000);
        var search = search(bounds, Sought.words(NEEDLE));
        var content = LayerBytes.gzip(text("needle" + "x".repeat(200_000)));
        assertThat(search.search("a", content, content.length).gaps()).isEmpty();
        assertThat(search.search("b", content, content.length).gaps()).hasSize(1);
    }

    @Test
    void compressionThatIsNotUndoneIsAGap() throws Exception {
        var found = found(text("BZh91AY&SY needle"));
        assertThat(reasons(found)).containsExactly("sought: not searched: compressed by bzip2");
    }

    @Test
    void aStreamThatFailsIsNoGap() {
        var failing =
                new RunInput() {
                    @Override
                    public int read(byte[] bytes, int offset, int length) throws IOException {
                        throw new IOException("the layer is gone");
                    }
                };
        var zip =
                new SequenceInputStream(
                        new ByteArrayInputStream(new byte[] {'P', 'K', 3, 4, 20, 0, 0, 0}),
                        failing);
        assertThatThrownBy(() -> search(Sought.words(NEEDLE)).search("f", 100, zip))
                .hasMessage("the layer is gone");
    }

    private static byte[] joined(byte[] one, byte[] two) {
        var both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        return both;
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int at = 0; at + part.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        throw new AssertionError("not there");
    }
}
