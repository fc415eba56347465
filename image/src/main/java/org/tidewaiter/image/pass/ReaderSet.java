package org.tidewaiter.image.pass;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.tidewaiter.image.content.ContentReaders;
import org.tidewaiter.image.dispatch.AnchorSearch;
import org.tidewaiter.image.dispatch.AnchorSets;
import org.tidewaiter.image.dispatch.MagicTable;
import org.tidewaiter.image.dispatch.PathTrie;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.Claims.Anchor;
import org.tidewaiter.image.reader.ContentReader;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.model.Digest;

/// All readers of a scan, with their claims compiled. Immutable.
public final class ReaderSet {
    private final List<FileReader> readers;
    private final List<Claims> claims;
    private final PathTrie paths;
    private final MagicTable magics;
    private final AnchorSets anchors;
    private final int[][] windowBytes;
    private final ContentReaders contentReaders;

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
        this.contentReaders = new ContentReaders(contentReaders);
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
        magics = new MagicTable(claims.stream().map(Claims::magics).toList());
        anchors =
                new AnchorSets(
                        claims.stream()
                                .map(one -> one.anchors().stream().map(Anchor::bytes).toList())
                                .toList());
        windowBytes =
                claims.stream()
                        .map(one -> one.anchors().stream().mapToInt(Anchor::windowBytes).toArray())
                        .toArray(int[][]::new);
    }

    /// SHA-256 over the name and the claims of every reader and over the code of the readers and of
    /// the pass, so that a changed reader never meets what an older one left in a cache. Reads the
    /// jars, which takes some milliseconds.
    public Digest digest() {
        var code = new CodeDigest();
        for (int i = 0; i < readers.size(); i++) {
            code.addText(readers.get(i).name());
            code.addText(claims.get(i).toString());
            code.addCodeOf(readers.get(i).getClass());
        }
        for (var reader : contentReaders.all()) {
            code.addText(reader.name());
            code.addText(reader.keywords().toString());
            code.addText(reader.fileNames().toString());
            code.addCodeOf(reader.getClass());
        }
        code.addCodeOf(ReaderSet.class);
        code.addCodeOf(Digest.class);
        return code.digest();
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
        return contentReaders;
    }

    int count() {
        return readers.size();
    }

    BitSet byPath(String path) {
        return paths.match(path);
    }

    /// @param head the first [MagicTable#HEAD_BYTES] bytes of the file
    BitSet byMagic(byte[] head) {
        return magics.match(head);
    }

    /// @param wanting the readers whose anchors are searched for
    AnchorSearch search(BitSet wanting, int maxWindows) {
        return new AnchorSearch(
                anchors.of(wanting), new AnchorSearch.Bounds(windowBytes, maxWindows), wanting);
    }
}
