package org.tidewaiter.image.content;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.Serial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.Inflater;
import org.tidewaiter.image.compression.Decompression;
import org.tidewaiter.image.stream.RunInput;
import org.tidewaiter.image.tar.Entry;
import org.tidewaiter.image.tar.MalformedTarException;
import org.tidewaiter.image.tar.TarReader;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.XZInputStream;

/// Opens archives as streams, and archives in them, to a certain depth.
final class Archives {
    private static final int XZ_MEMORY_KIB = 128 << 10;
    private static final int GIT_HEADER_BYTES = 32;

    private final ContentSearch search;
    private final ContentBounds bounds;

    /// For zip, by depth. Those for zlib are rare and made anew.
    private final List<Inflater> inflaters = new ArrayList<>();

    private long budget;
    private long unpacked;

    Archives(ContentSearch search, ContentBounds bounds) {
        this.search = search;
        this.bounds = bounds;
    }

    /// @param plainBytes that the file may unpack to
    void begin(long plainBytes) {
        budget = plainBytes;
        unpacked = 0;
    }

    long unpackedBytes() {
        return unpacked;
    }

    /// @throws IOException only if the stream itself does
    void search(InputStream file) throws IOException {
        var source = new Source(file);
        try {
            search(source, source, "", 0);
        } catch (OutOfBudgetException _) {
            search.tally().add("what follows %,d unpacked bytes".formatted(budget), "");
        }
    }

    private void search(Source source, InputStream in, String memberPath, int depth)
            throws IOException {
        int begun = search.readBeginning(in);
        var name = memberPath.isEmpty() ? search.path() : memberPath;
        var container = Container.of(search.buffer(), begun, name);
        if (container == Container.NONE) {
            search.searchBegun(memberPath, begun, in);
            return;
        }
        if (depth >= bounds.depth()) {
            search.tally().add("in more than %d archives".formatted(bounds.depth()), memberPath);
            return;
        }
        var beginning = Arrays.copyOf(search.buffer(), begun);
        var whole = new SequenceInputStream(new ByteArrayInputStream(beginning), in);
        try {
            unpack(source, container, beginning, whole, memberPath, depth);
        } catch (IOException e) {
            source.rethrowItsOwn();
            if (e instanceof OutOfBudgetException) {
                throw e;
            }
            search.tally().add("broken (%s)".formatted(reason(e)), memberPath);
        } catch (RuntimeException e) { // of a library
            search.tally().add("broken (%s)".formatted(e.getClass().getSimpleName()), memberPath);
        }
    }

    private void unpack(
            Source source,
            Container container,
            byte[] beginning,
            InputStream whole,
            String memberPath,
            int depth)
            throws IOException {
        switch (container) {
            case NONE -> throw new IllegalStateException("nothing to unpack");
            case ZIP -> zip(source, beginning, whole, memberPath, depth);
            case TAR -> tar(source, whole, memberPath, depth);
            case GZIP, ZSTD -> {
                try (var plain = Decompression.open(new Unclosed(whole), Long.MAX_VALUE)) {
                    searchInner(source, plain, memberPath, depth);
                }
            }
            case XZ -> {
                try (var plain = new XZInputStream(new Unclosed(whole), XZ_MEMORY_KIB)) {
                    searchInner(source, plain, memberPath, depth);
                }
            }
            case UTF_16_BIG -> searchInner(source, new Utf16Input(whole, true), memberPath, depth);
            case UTF_16_LITTLE ->
                    searchInner(source, new Utf16Input(whole, false), memberPath, depth);
            case GIT_OBJECT -> {
                try (var inflater = new Inflater()) {
                    var plain = withoutHeader(new Bytes(whole).inflated(inflater));
                    searchInner(source, plain, memberPath, depth);
                }
            }
            case GIT_PACK -> pack(source, whole, memberPath, depth);
            case AR -> ar(source, whole, memberPath, depth);
            case CPIO -> cpio(source, whole, memberPath, depth);
            case RPM -> searchInner(source, RpmFile.payload(whole), memberPath, depth);
            case SKIPPABLE -> skippable(source, whole, memberPath, depth);
            case LZMA -> {
                var plain = new LZMAInputStream(new Unclosed(whole), XZ_MEMORY_KIB);
                try (plain) {
                    searchInner(source, plain, memberPath, depth);
                }
            }
            case LZ4 -> search.tally().add("compressed by LZ4", memberPath);
            case LZIP -> search.tally().add("compressed by lzip", memberPath);
            case COMPRESS -> search.tally().add("compressed by compress", memberPath);
            case BZIP2 -> search.tally().add("compressed by bzip2", memberPath);
            case SEVEN_ZIP -> search.tally().add("a 7z archive", memberPath);
            case RAR -> search.tally().add("a RAR archive", memberPath);
        }
    }

    private void zip(
            Source source, byte[] beginning, InputStream whole, String memberPath, int depth)
            throws IOException {
        int launched = Container.launchedZip(beginning, beginning.length);
        if (launched > 0) {
            whole.skipNBytes(launched);
            System.arraycopy(beginning, 0, search.buffer(), 0, launched);
            search.searchBegun(memberPath, launched, InputStream.nullInputStream());
        }
        var zip = new ZipStream(whole, inflater(depth));
        for (var next = zip.next(); next.isPresent(); next = zip.next()) {
            var member = next.get();
            if (member.name().isEmpty() && member.refusal().isEmpty()) {
                searchAsItIs(member.content(), memberPath);
                continue;
            }
            var path = join(memberPath, member.name());
            if (member.refusal().isEmpty()) {
                searchInner(source, member.content(), path, depth);
            } else {
                search.tally().add(member.refusal(), path);
            }
        }
    }

    private void searchAsItIs(InputStream in, String memberPath) throws IOException {
        search.searchBegun(memberPath, search.readBeginning(in), in);
    }

    /// One tar after the other, and what follows the last.
    private void tar(Source source, InputStream whole, String memberPath, int depth)
            throws IOException {
        var bytes = new Bytes(whole);
        do {
            try {
                members(source, bytes.rest(), memberPath, depth);
            } catch (MalformedTarException e) {
                search.tally().add("broken (%s)".formatted(reason(e)), memberPath);
                searchAsItIs(bytes.rest(), memberPath);
                return;
            }
            while (bytes.hasMore() && bytes.peek(0) == 0) {
                bytes.drop(1);
            }
        } while (bytes.has(Container.TAR_BYTES) && Container.isTar(bytes::peek));
        if (bytes.hasMore()) {
            searchInner(source, bytes.rest(), memberPath, depth);
        }
    }

    private void members(Source source, InputStream whole, String memberPath, int depth)
            throws IOException {
        try (var tar = new TarReader(new Unclosed(whole))) {
            for (var next = tar.next(); next.isPresent(); next = tar.next()) {
                var entry = next.get();
                if (entry.kind() == Entry.Kind.FILE) {
                    var path = join(memberPath, entry.path());
                    if (entry.sizeBytes() == 0 && entry.oddity().isPresent()) {
                        search.tally().add(entry.oddity().get(), path);
                    }
                    searchInner(source, tar.content(), path, depth);
                }
            }
        }
    }

    /// The content of an object of git, which stands behind its kind, its size and a zero.
    private static InputStream withoutHeader(InputStream object) throws IOException {
        var bytes = new Bytes(object);
        for (int at = 0; at < GIT_HEADER_BYTES && bytes.has(at + 1); at++) {
            if (bytes.peek(at) == 0) {
                bytes.drop(at + 1);
                break;
            }
        }
        return bytes.rest();
    }

    private void pack(Source source, InputStream whole, String memberPath, int depth)
            throws IOException {
        try (var inflater = new Inflater()) {
            var pack = new GitPack(whole, inflater);
            for (var next = pack.next(); next.isPresent(); next = pack.next()) {
                var path = join(memberPath, "object-" + pack.given());
                searchInner(source, next.get(), path, depth);
            }
            if (pack.hasDeltas()) {
                search.tally().add("objects of git put together from others", memberPath);
            }
        }
    }

    private void ar(Source source, InputStream whole, String memberPath, int depth)
            throws IOException {
        var ar = new ArStream(whole);
        for (var next = ar.next(); next.isPresent(); next = ar.next()) {
            var path = join(memberPath, next.get().name());
            searchInner(source, next.get().content(), path, depth);
        }
        searchAsItIs(ar.rest(), memberPath);
    }

    private void cpio(Source source, InputStream whole, String memberPath, int depth)
            throws IOException {
        var cpio = new CpioStream(whole);
        for (var next = cpio.next(); next.isPresent(); next = cpio.next()) {
            var path = join(memberPath, next.get().name());
            searchInner(source, next.get().content(), path, depth);
        }
        searchInner(source, cpio.rest(), memberPath, depth);
    }

    /// A frame of zstd that holds what it likes, and those behind it.
    private void skippable(Source source, InputStream whole, String memberPath, int depth)
            throws IOException {
        var bytes = new Bytes(whole);
        bytes.skip(4);
        var frame = bytes.run(bytes.unsigned32());
        searchInner(source, frame, memberPath, depth);
        frame.transferTo(OutputStream.nullOutputStream());
        searchInner(source, bytes.rest(), memberPath, depth);
    }

    private Inflater inflater(int depth) {
        while (inflaters.size() <= depth) {
            inflaters.add(new Inflater(true));
        }
        return inflaters.get(depth);
    }

    private static String join(String memberPath, String name) {
        return memberPath.isEmpty() ? name : memberPath + "!/" + name;
    }

    private static String reason(IOException e) {
        return Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
    }

    /// Searches what was unpacked. Where it breaks off, what came before is searched all the same.
    private void searchInner(Source source, InputStream plain, String memberPath, int depth)
            throws IOException {
        var inner = new Inner(plain);
        search(source, inner, memberPath, depth + 1);
        if (inner.failure.isPresent()) {
            throw inner.failure.get();
        }
    }

    /// Ends where the unpacked bytes fail, and keeps why.
    private final class Inner extends RunInput {
        private final InputStream plain;
        private Optional<IOException> failure = Optional.empty();

        private Inner(InputStream plain) {
            this.plain = plain;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (failure.isPresent()) {
                return -1;
            }
            try {
                int n = plain.read(bytes, offset, length);
                unpacked += Math.max(n, 0);
                if (unpacked > budget) {
                    failure = Optional.of(new OutOfBudgetException());
                }
                return n;
            } catch (IOException e) {
                failure = Optional.of(e);
            } catch (RuntimeException e) { // of a library
                failure = Optional.of(new BrokenContentException(e.getClass().getSimpleName()));
            }
            return -1;
        }
    }

    /// A file unpacks to more than it may; nothing in it is gone on with.
    private static final class OutOfBudgetException extends IOException {
        @Serial private static final long serialVersionUID = 1;
    }

    /// The bytes of the file itself, which may fail by no fault of theirs.
    private static final class Source extends RunInput {
        private final InputStream in;
        private Optional<IOException> failure = Optional.empty();

        private Source(InputStream in) {
            this.in = in;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return in.read(bytes, offset, length);
            } catch (IOException e) {
                failure = Optional.of(e);
                throw e;
            }
        }

        private void rethrowItsOwn() throws IOException {
            if (failure.isPresent()) {
                throw failure.get();
            }
        }
    }

    /// Closing what is read of it leaves it open.
    private static final class Unclosed extends FilterInputStream {
        private Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {}
    }
}
