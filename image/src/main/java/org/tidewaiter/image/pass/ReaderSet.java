package org.tidewaiter.image.pass;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.image.content.ContentReaders;
import org.tidewaiter.image.dispatch.AnchorSearch;
import org.tidewaiter.image.dispatch.AnchorSets;
import org.tidewaiter.image.dispatch.MagicTable;
import org.tidewaiter.image.dispatch.PathTrie;
import org.tidewaiter.image.dispatch.UsualNames;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.Claims.Anchor;
import org.tidewaiter.image.reader.ContentReader;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.tar.Entry;
import org.tidewaiter.model.Digest;

/// All readers of a scan, with their claims compiled. Immutable; what is told by the content of
/// files is compiled when a file is met first, since a scan that finds all in the cache meets none.
public final class ReaderSet {
    /// What is asked of a file's content.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record ByContent(
            MagicTable magics,
            AnchorSets anchors,
            int[][] windowBytes,
            ContentReaders contentReaders,
            UsualNames usualNames) {}

    private final List<FileReader> readers;
    private final List<Claims> claims;
    private final PathTrie paths;
    private final List<ContentReader> contentReaders;
    private volatile @Nullable ByContent byContent;
    private volatile @Nullable Digest digest;

    /// @throws IllegalArgumentException as the other does
    public ReaderSet(List<? extends FileReader> readers) {
        this(readers, List.of());
    }

    /// @param readers in the order in which they are asked and their observations listed
    /// @param contentReaders of the content of every file
    /// @throws IllegalArgumentException if two have the same name, or a claim is not well-formed
    public ReaderSet(
            List<? extends FileReader> readers, List<? extends ContentReader> contentReaders) {
        this.readers = List.copyOf(readers);
        this.contentReaders = List.copyOf(contentReaders);
        var names = new HashSet<String>();
        Stream.concat(
                        readers.stream().map(FileReader::name),
                        contentReaders.stream().map(ContentReader::name))
                .forEach(name -> {
                    if (!names.add(name)) {
                        throw new IllegalArgumentException("two readers named " + name);
                    }
                });
        claims = this.readers.stream().map(FileReader::claims).toList();
        paths = PathTrie.of(claims.stream().map(Claims::paths).toList());
    }

    private ByContent byContent() {
        var compiled = byContent;
        return compiled == null ? compile() : compiled;
    }

    private synchronized ByContent compile() {
        var compiled = byContent;
        if (compiled == null) {
            compiled = compiled();
            byContent = compiled;
        }
        return compiled;
    }

    private ByContent compiled() {
        return new ByContent(
                new MagicTable(claims.stream().map(Claims::magics).toList()),
                new AnchorSets(
                        claims.stream()
                                .map(one -> one.anchors().stream().map(Anchor::bytes).toList())
                                .toList()),
                claims.stream()
                        .map(one -> one.anchors().stream().mapToInt(Anchor::windowBytes).toArray())
                        .toArray(int[][]::new),
                new ContentReaders(contentReaders),
                UsualNames.of(
                        claims.stream()
                                .flatMap(one -> one.magics().stream())
                                .collect(Collectors.toSet())));
    }

    /// A digest over the name and the claims of every reader and over the code of the readers and
    /// of the pass, so that a changed reader never meets what an older one left in a cache. Reads
    /// what the jars say is in them.
    public Digest digest() {
        var known = digest;
        if (known == null) {
            known = digested();
            digest = known; // by several threads at most the same
        }
        return known;
    }

    private Digest digested() {
        var code = new CodeDigest();
        for (int i = 0; i < readers.size(); i++) {
            code.addText(readers.get(i).name());
            add(claims.get(i), code);
            code.addCodeOf(readers.get(i).getClass());
        }
        for (var reader : contentReaders) {
            code.addText(reader.name());
            code.addNumber(reader.keywords().size());
            for (var keyword : reader.keywords()) {
                code.addText(keyword.text());
                code.addNumber(keyword.ignoresCase() ? 1 : 0);
            }
            addTexts(reader.fileNames(), code);
            code.addCodeOf(reader.getClass());
        }
        code.addCodeOf(ReaderSet.class);
        code.addCodeOf(Digest.class);
        return code.digest();
    }

    private static void add(Claims claims, CodeDigest code) {
        addTexts(claims.paths(), code);
        code.addNumber(claims.magics().size());
        claims.magics().forEach(magic -> add(magic, code));
        code.addNumber(claims.anchors().size());
        for (var anchor : claims.anchors()) {
            add(anchor.bytes(), code);
            code.addNumber(anchor.windowBytes());
        }
        code.addNumber(claims.maxBytes());
        addTexts(claims.companions(), code);
    }

    private static void add(Claims.Bytes bytes, CodeDigest code) {
        code.addNumber(bytes.values().size());
        bytes.values().forEach(code::addNumber);
    }

    private static void addTexts(List<String> texts, CodeDigest code) {
        code.addNumber(texts.size());
        texts.forEach(code::addText);
    }

    /// Of all readers, those of content too.
    Set<String> names() {
        var names = new HashSet<String>();
        readers.forEach(reader -> names.add(reader.name()));
        contentReaders.forEach(reader -> names.add(reader.name()));
        return names;
    }

    /// Whether these are all readers of another set, and maybe more.
    boolean includes(ReaderSet other) {
        return readers.containsAll(other.readers)
                && contentReaders.containsAll(other.contentReaders);
    }

    FileReader reader(int index) {
        return readers.get(index);
    }

    Claims claims(int index) {
        return claims.get(index);
    }

    /// @return nothing for a reader of the content of all files, whatever links to them
    OptionalInt indexOf(String name) {
        for (int i = 0; i < readers.size(); i++) {
            if (readers.get(i).name().equals(name)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    ContentReaders contentReaders() {
        return byContent().contentReaders;
    }

    int count() {
        return readers.size();
    }

    BitSet byPath(String path) {
        return paths.match(path);
    }

    /// @param head the first [MagicTable#HEAD_BYTES] bytes of the file
    BitSet byMagic(byte[] head) {
        return byContent().magics.match(head);
    }

    boolean claimsBeginnings() {
        return claims.stream().anyMatch(one -> !one.magics().isEmpty());
    }

    /// Whether a file may begin as some reader claims, as far as its name and its mode tell.
    boolean mayBegin(Entry entry) {
        return byContent().usualNames.match(entry);
    }

    /// @param wanting the readers whose anchors are searched for
    AnchorSearch search(BitSet wanting, int maxWindows) {
        var compiled = byContent();
        return new AnchorSearch(
                compiled.anchors.of(wanting),
                new AnchorSearch.Bounds(compiled.windowBytes, maxWindows),
                wanting);
    }
}
