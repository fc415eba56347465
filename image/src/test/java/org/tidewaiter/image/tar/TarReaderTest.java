package org.tidewaiter.image.tar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.tar.Entry.Kind;
import org.tidewaiter.testkit.image.TarBuilder;
import org.tidewaiter.testkit.image.TarHeaderBytes;

class TarReaderTest {
    private static final String LONG = "d/".repeat(80) + "name";

    @Test
    void everyKindOfEntryIsTold() throws Exception {
        var tar =
                tar().directory("etc")
                        .file("etc/passwd", "root")
                        .symlink("etc/link", "/etc/passwd")
                        .hardLink("etc/same", "./etc/passwd")
                        .characterDevice("dev/null")
                        .fifo("run/pipe");

        assertThat(entries(tar))
                .extracting(Entry::path, Entry::kind, Entry::sizeBytes, Entry::linkTarget)
                .containsExactly(
                        tuple("etc", Kind.DIRECTORY, 0L, ""),
                        tuple("etc/passwd", Kind.FILE, 4L, ""),
                        tuple("etc/link", Kind.SYMLINK, 0L, "/etc/passwd"),
                        tuple("etc/same", Kind.HARD_LINK, 0L, "etc/passwd"),
                        tuple("dev/null", Kind.OTHER, 0L, ""),
                        tuple("run/pipe", Kind.OTHER, 0L, ""));
    }

    @Test
    void contentIsGivenEntryByEntry() throws Exception {
        var tar = tar().file("a", "first").file("b", "x".repeat(1000)).file("c", "last");
        try (var reader = reader(tar.bytes())) {
            reader.next();
            assertThat(reader.content().readAllBytes()).asString(UTF_8).isEqualTo("first");
            reader.next();
            reader.next();
            assertThat(reader.content().readAllBytes()).asString(UTF_8).isEqualTo("last");
            assertThat(reader.next()).isEmpty();
        }
    }

    @Test
    void theContentOfAnEarlierEntryCannotReadTheNext() throws Exception {
        try (var reader = reader(tar().file("a", "first").file("b", "second").bytes())) {
            reader.next();
            var first = reader.content();
            reader.next();
            assertThat(first.read()).isEqualTo(-1);
            assertThat(reader.content().readAllBytes()).asString(UTF_8).isEqualTo("second");
        }
    }

    @Test
    void modeAndOwnerAreTold() throws Exception {
        var header = TarHeaderBytes.of('0', "bin/su").mode(04755).owner(7, 8);
        var su = entries(tar().entry(header)).getFirst();

        assertThat(su.mode()).isEqualTo(04755);
        assertThat(su.uid()).isEqualTo(7);
        assertThat(su.gid()).isEqualTo(8);
    }

    @Test
    void binaryNumbersAreRead() throws Exception {
        var header = TarHeaderBytes.of('0', "a").owner(3_000_000_000L, 1).size(3).binaryNumbers();
        var entry = entries(tar().entry(header, "abc".getBytes(UTF_8))).getFirst();

        assertThat(entry.uid()).isEqualTo(3_000_000_000L);
        assertThat(entry.sizeBytes()).isEqualTo(3);
    }

    @Test
    void longNamesAreReadInUstarGnuAndPaxForm() throws Exception {
        var ustar = TarHeaderBytes.of('0', "name").prefix("d/".repeat(70) + "d");
        var tar =
                tar().entry(ustar)
                        .file(LONG, "")
                        .symlink("l", LONG)
                        .pax(Map.of("path", LONG, "linkpath", "x/" + LONG))
                        .hardLink("cut", "cut");

        assertThat(entries(tar))
                .extracting(Entry::path, Entry::linkTarget)
                .containsExactly(
                        tuple("d/".repeat(71) + "name", ""),
                        tuple(LONG, ""),
                        tuple("l", LONG),
                        tuple(LONG, "x/" + LONG));
    }

    @Test
    void aPaxSizeReplacesTheHeaderSize() throws Exception {
        var tar =
                tar().pax(Map.of("size", "5"))
                        .entry(TarHeaderBytes.of('0', "a"), "12345".getBytes(UTF_8))
                        .file("b", "");

        assertThat(entries(tar)).extracting(Entry::sizeBytes).containsExactly(5L, 0L);
    }

    @Test
    void aPaxHeaderIsForOneEntryOnly() throws Exception {
        var tar = tar().pax(Map.of("path", "other")).file("a", "").file("b", "");
        assertThat(entries(tar)).extracting(Entry::path).containsExactly("other", "b");
    }

    @Test
    void globalPaxHeadersAreLeftOut() throws Exception {
        var tar = tar().globalPax(Map.of("path", "all")).file("a", "");
        assertThat(entries(tar)).extracting(Entry::path).containsExactly("a");
    }

    @Test
    void namesAreNormalised() throws Exception {
        var tar =
                tar().file("./a", "")
                        .file("/b", "")
                        .file("c//d/./e", "")
                        .directory("./")
                        .file("f/../g", "");
        assertThat(entries(tar))
                .extracting(Entry::path)
                .containsExactly("a", "b", "c/d/e", "", "g");
        assertThat(entries(tar)).extracting(Entry::oddity).allMatch(java.util.Optional::isEmpty);
    }

    @Test
    void aNameThatLeavesTheRootStaysInsideAndIsSaid() throws Exception {
        var tar = tar().file("../../etc/shadow", "").hardLink("b", "../c");
        var entries = entries(tar);

        assertThat(entries).extracting(Entry::path).containsExactly("etc/shadow", "b");
        assertThat(entries.get(1).linkTarget()).isEqualTo("c");
        assertThat(entries)
                .extracting(entry -> entry.oddity().orElseThrow())
                .allMatch(oddity -> oddity.startsWith("its name leaves the root"));
    }

    @Test
    void aNameWithNulIsSaid() throws Exception {
        var tar = tar().pax(Map.of("path", "etc/passwd\0.txt")).file("a", "");
        var entry = entries(tar).getFirst();

        assertThat(entry.path()).isEqualTo("etc/passwd\uFFFD.txt");
        assertThat(entry.oddity()).contains("its name has a NUL in it");
    }

    @Test
    void aNameThatIsNotUtf8KeepsItsBytesApart() throws Exception {
        var header = TarHeaderBytes.of('0', "caf*").bytes();
        header[3] = (byte) 0xe9;
        var sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
        }
        System.arraycopy("%06o\0 ".formatted(sum).getBytes(UTF_8), 0, header, 148, 8);

        assertThat(entries(tar().raw(header)).getFirst().path()).isEqualTo("caf\u00e9");
    }

    @Test
    void anArchiveMayEndWithoutItsEndBlocks() throws Exception {
        assertThat(entries(tar().file("a", "x").bytesWithoutEnd()))
                .extracting(Entry::path)
                .containsExactly("a");
    }

    @Test
    void whatFollowsTheEndIsNotRead() throws Exception {
        var tar = tar().file("a", "").raw(new byte[1024]).file("b", "");
        assertThat(entries(tar)).extracting(Entry::path).containsExactly("a");
    }

    @Test
    void anArchiveThatIsCutOffIsRefused() {
        var bytes = tar().file("a", "x".repeat(600)).bytes();
        for (int length : new int[] {1, 511, 513, 1111, 1535}) {
            assertThatThrownBy(() -> entries(Arrays.copyOf(bytes, length)))
                    .as("%d bytes", length)
                    .isInstanceOf(MalformedTarException.class)
                    .hasMessageContaining("ends too early");
        }
    }

    @Test
    void aWrongChecksumIsRefusedWithItsOffset() {
        var bytes = tar().file("a", "").file("b", "").bytes();
        bytes[512] = 'c';
        assertThatThrownBy(() -> entries(bytes))
                .isInstanceOf(MalformedTarException.class)
                .hasMessage("a wrong header checksum, in the header at offset 512");
    }

    @Test
    void anOversizedExtensionIsRefusedBeforeItIsRead() {
        var tar = tar().raw(TarHeaderBytes.of('x', "p").size(1L << 30).bytes());
        assertThatThrownBy(() -> entries(tar))
                .isInstanceOf(MalformedTarException.class)
                .hasMessageContaining("an extended header of 1073741824 bytes");
    }

    @Test
    void anOversizedNameIsRefused() {
        assertThatThrownBy(() -> entries(tar().file("x".repeat(5000), "")))
                .isInstanceOf(MalformedTarException.class)
                .hasMessageContaining("a name of 5000 characters");
    }

    @Test
    void aNegativeSizeIsRefused() {
        var tar = tar().raw(TarHeaderBytes.of('0', "a").size(-1).binaryNumbers().bytes());
        assertThatThrownBy(() -> entries(tar)).isInstanceOf(MalformedTarException.class);
    }

    @Test
    void sparseFilesOfPaxFormAreReadWithTheirHoles() throws Exception {
        var map = "2\n3\n2\n1000\n1\n";
        var content = map + "\0".repeat(512 - map.length()) + "abc";
        var version1 =
                tar().pax(
                                Map.of(
                                        "GNU.sparse.major", "1",
                                        "GNU.sparse.minor", "0",
                                        "GNU.sparse.name", "var/log/lastlog",
                                        "GNU.sparse.realsize", "1002"))
                        .file("GNUSparseFile.0/lastlog", content)
                        .file("next", "");
        var version01 =
                tar().pax(
                                Map.of(
                                        "GNU.sparse.size", "1002",
                                        "GNU.sparse.name", "var/log/lastlog",
                                        "GNU.sparse.map", "3,2,1000,1"))
                        .file("GNUSparseFile.0/lastlog", "abc")
                        .file("next", "");
        var version00 =
                tar().pax(
                                List.of(
                                        "GNU.sparse.size=1002",
                                        "GNU.sparse.numblocks=2",
                                        "GNU.sparse.offset=3",
                                        "GNU.sparse.numbytes=2",
                                        "GNU.sparse.offset=1000",
                                        "GNU.sparse.numbytes=1"))
                        .file("var/log/lastlog", "abc")
                        .file("next", "");
        for (var tar : List.of(version1, version01, version00)) {
            assertThat(sparseContent(tar))
                    .isEqualTo("\0".repeat(3) + "ab" + "\0".repeat(995) + "c" + "\0");
        }
    }

    @Test
    void sparseFilesOfTheOldFormAreReadWithTheirHoles() throws Exception {
        var header = TarHeaderBytes.of('S', "var/log/lastlog").size(3).sparse(1002, true, 3, 2);
        var extension = new byte[512];
        System.arraycopy("00000001750\0".getBytes(UTF_8), 0, extension, 0, 12);
        System.arraycopy("00000000001\0".getBytes(UTF_8), 0, extension, 12, 12);
        var tar =
                tar().raw(header)
                        .raw(extension)
                        .raw("abc".getBytes(UTF_8))
                        .raw(new byte[509])
                        .file("next", "");

        assertThat(sparseContent(tar))
                .isEqualTo("\0".repeat(3) + "ab" + "\0".repeat(995) + "c" + "\0");
    }

    private static String sparseContent(TarBuilder tar) throws IOException {
        try (var reader = reader(tar.bytes())) {
            var file = reader.next().orElseThrow();
            assertThat(file.path()).isEqualTo("var/log/lastlog");
            assertThat(file.kind()).isEqualTo(Kind.FILE);
            assertThat(file.sizeBytes()).isEqualTo(1002);
            var content = new String(reader.content().readAllBytes(), UTF_8);
            assertThat(reader.next()).map(Entry::path).contains("next");
            return content;
        }
    }

    @Test
    void aSparseFileOfEndlessHolesIsNamedAndNotRead() throws Exception {
        var tar =
                tar().pax(Map.of("GNU.sparse.map", "", "GNU.sparse.size", "" + Long.MAX_VALUE))
                        .file("a", "")
                        .file("b", "x");
        var entries = entries(tar);

        assertThat(entries).extracting(Entry::sizeBytes).containsExactly(0L, 1L);
        assertThat(entries.getFirst().oddity())
                .contains("the holes of sparse files are too large to be read");
    }

    @Test
    void aSparseFileWhosePartsDoNotFitIsRefused() {
        for (var map : List.of("5,2,3,1", "0,-1", "1001,2", "0,9", "1", "x,y")) {
            var tar =
                    tar().pax(Map.of("GNU.sparse.map", map, "GNU.sparse.size", "1002"))
                            .file("a", "abc");
            assertThatThrownBy(() -> entries(tar))
                    .as(map)
                    .isInstanceOf(MalformedTarException.class);
        }
    }

    @Test
    void aSparseFileWhoseRecordsAreNotInPairsIsRefused() {
        for (var keywords :
                List.of("offset", "numbytes", "offset offset", "offset numbytes numbytes")) {
            var records =
                    Stream.concat(
                                    Stream.of("GNU.sparse.size=1002"),
                                    Stream.of(keywords.split(" ", -1))
                                            .map(keyword -> "GNU.sparse." + keyword + "=1"))
                            .toList();
            var tar = tar().pax(records).file("a", "abc");
            assertThatThrownBy(() -> entries(tar))
                    .as(keywords)
                    .isInstanceOf(MalformedTarException.class);
        }
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.api.Assertions.tuple(values);
    }

    private static List<Entry> entries(TarBuilder tar) throws IOException {
        return entries(tar.bytes());
    }

    private static List<Entry> entries(byte[] bytes) throws IOException {
        var entries = new ArrayList<Entry>();
        try (var reader = reader(bytes)) {
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                entries.add(next.get());
            }
        }
        return entries;
    }

    private static TarReader reader(byte[] bytes) {
        return new TarReader(new ByteArrayInputStream(bytes));
    }
}
