package org.tidewaiter.image.tar;

import static org.tidewaiter.image.tar.TarHeader.BLOCK;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.tidewaiter.image.stream.RunInput;
import org.tidewaiter.image.tar.Entry.Kind;

/// Reads a tar archive as a stream, as the programs that unpack images do: ustar, pax, GNU long
/// names, sparse files and base-256 numbers. Two blocks of zeros end it, and so does the end of the
/// stream in place of a header.
///
/// Memory is bounded by [#MAX_EXTENSION_BYTES] whatever the archive says.
public final class TarReader implements EntryStream {
    /// The most that one pax header or GNU long name may take.
    public static final int MAX_EXTENSION_BYTES = 1 << 20;

    /// The longest path, as Linux has it.
    public static final int MAX_NAME_LENGTH = 4096;

    /// The most that the holes of all sparse files together may take.
    private static final long MAX_HOLE_BYTES = 64L << 30;

    private static final char GNU_SPARSE = 'S';
    private static final Optional<String> NO_CAPABILITIES =
            Optional.of("its file capabilities are in no form that is known");

    private final InputStream in;
    private final byte[] block = new byte[BLOCK];

    /// From the archive's start, in bytes.
    private long position;

    /// Of the current entry's content and its padding.
    private long unread;

    private long padding;

    /// Of the current entry as it is given, and of all holes given so far.
    private long size;

    private long holes;
    private Optional<SparseMap> sparse = Optional.empty();
    private boolean ended;

    /// @param in read in blocks of 512 bytes and more, never beyond the end of the archive; closed
    ///   with this
    public TarReader(InputStream in) {
        this.in = in;
    }

    /// @throws MalformedTarException if the archive is broken here; nothing after it can be read
    @Override
    public Optional<Entry> next() throws IOException {
        long start = position;
        try {
            if (ended) {
                return Optional.empty();
            }
            skip(unread + padding);
            unread = 0;
            padding = 0;
            size = 0;
            sparse = Optional.empty();
            start = position;
            return read();
        } catch (MalformedTarException e) {
            ended = true;
            throw new MalformedTarException(
                    "%s, in the header at offset %d".formatted(e.getMessage(), start));
        }
    }

    private Optional<Entry> read() throws IOException {
        var pax = PaxRecords.NONE;
        var longName = "";
        var longLinkName = "";
        while (true) {
            if (!readBlock()) {
                ended = true;
                return Optional.empty();
            }
            if (TarHeader.isZero(block)) {
                ended = true;
                if (readBlock() && !TarHeader.isZero(block)) {
                    throw new MalformedTarException("a single block of zeros");
                }
                return Optional.empty();
            }
            var header = TarHeader.parse(block);
            switch (header.type()) {
                case 'x' -> pax = PaxRecords.parse(extension(header));
                case 'g' -> extension(header); // nobody who unpacks images applies it
                case 'L' -> longName = cString(extension(header));
                case 'K' -> longLinkName = cString(extension(header));
                default -> {
                    return Optional.of(entry(header, pax, longName, longLinkName));
                }
            }
        }
    }

    private Entry entry(TarHeader header, PaxRecords pax, String longName, String longLinkName)
            throws IOException {
        var paxName = pax.text("GNU.sparse.name", pax.text("path", header.name()));
        var name = bounded(longName.isEmpty() ? paxName : longName);
        var paxLinkName = pax.text("linkpath", header.linkName());
        var linkName = bounded(longLinkName.isEmpty() ? paxLinkName : longLinkName);
        var kind = kind(header.type(), name);
        var path = EntryPath.of(EntryPath.withoutSlash(name));
        var oddity = path.oddity();
        var target =
                switch (kind) {
                    case SYMLINK -> linkName;
                    case HARD_LINK -> {
                        var link = EntryPath.of(linkName);
                        oddity = oddity.or(link::oddity);
                        yield link.value();
                    }
                    case FILE, DIRECTORY, OTHER -> "";
                };
        stored(header.type(), pax.number("size").orElse(header.sizeBytes()));
        if (kind == Kind.FILE) {
            size = unread;
            var unreadable = sparse(header, pax);
            oddity = oddity.or(() -> unreadable);
        }
        var capabilities = Optional.<FileCapabilities>empty();
        if (kind == Kind.FILE && pax.hasCapability()) {
            capabilities = pax.capability().flatMap(FileCapabilities::parse);
            oddity = capabilities.isPresent() ? oddity : oddity.or(() -> NO_CAPABILITIES);
        }
        return new Entry(
                path.value(),
                kind,
                size,
                header.mode(),
                pax.number("uid").orElse(header.uid()),
                pax.number("gid").orElse(header.gid()),
                target,
                capabilities,
                oddity);
    }

    private static Kind kind(char type, String name) {
        return switch (type) {
            // before ustar, a directory was a file whose name ends in a slash
            case '\0' -> name.endsWith("/") ? Kind.DIRECTORY : Kind.FILE;
            case '0', '7', GNU_SPARSE -> Kind.FILE;
            case '1' -> Kind.HARD_LINK;
            case '2' -> Kind.SYMLINK;
            case '5' -> Kind.DIRECTORY;
            default -> Kind.OTHER;
        };
    }

    /// Types `1` to `6` are headers only, whatever size they state.
    private void stored(char type, long bytes) throws MalformedTarException {
        if (bytes < 0 || bytes > Long.MAX_VALUE - BLOCK) {
            throw new MalformedTarException("a size of " + bytes + " bytes");
        }
        unread = type >= '1' && type <= '6' ? 0 : bytes;
        padding = (BLOCK - unread % BLOCK) % BLOCK;
    }

    /// Where the file has holes, finds out where they are.
    ///
    /// @return why it cannot be read
    private Optional<String> sparse(TarHeader header, PaxRecords pax) throws IOException {
        var realSize = pax.number("GNU.sparse.realsize");
        var map = Optional.<SparseMap>empty();
        if (header.type() == GNU_SPARSE) {
            map = Optional.of(SparseMap.ofHeader(block.clone(), this::nextBlock));
        } else if (realSize.isPresent()) {
            map = Optional.of(SparseMap.ofContent(realSize.getAsLong(), this::nextContentBlock));
        } else if (pax.values().containsKey(PaxRecords.SPARSE_MAP)) {
            long bytes = pax.number("GNU.sparse.size").orElse(-1);
            map = Optional.of(SparseMap.ofRecord(bytes, pax.text(PaxRecords.SPARSE_MAP, "")));
        }
        if (map.isEmpty()) {
            return Optional.empty();
        }
        if (map.get().storedBytes() > unread) {
            throw new MalformedTarException("a sparse file with less content than its map says");
        }
        long more = map.get().sizeBytes() - map.get().storedBytes();
        if (more > MAX_HOLE_BYTES - holes) {
            return unreadable("the holes of sparse files are too large to be read");
        }
        holes += more;
        size = map.get().sizeBytes();
        sparse = map;
        return Optional.empty();
    }

    private Optional<String> unreadable(String reason) {
        size = 0;
        return Optional.of(reason);
    }

    private static String bounded(String name) throws MalformedTarException {
        if (name.length() > MAX_NAME_LENGTH) {
            throw new MalformedTarException("a name of %d characters".formatted(name.length()));
        }
        return name;
    }

    private static String cString(byte[] body) {
        int end = 0;
        while (end < body.length && body[end] != 0) {
            end++;
        }
        return TarHeader.name(body, 0, end);
    }

    private byte[] extension(TarHeader header) throws IOException {
        if (header.sizeBytes() > MAX_EXTENSION_BYTES) {
            throw new MalformedTarException(
                    "an extended header of %d bytes".formatted(header.sizeBytes()));
        }
        int size = (int) header.sizeBytes();
        var body = in.readNBytes(size);
        position += body.length;
        if (body.length < size) {
            throw truncated();
        }
        skip((BLOCK - size % BLOCK) % BLOCK);
        return body;
    }

    private byte[] nextBlock() throws IOException {
        if (!readBlock()) {
            throw truncated();
        }
        return block;
    }

    private byte[] nextContentBlock() throws IOException {
        if (unread < BLOCK) {
            throw new MalformedTarException("a sparse file without its map");
        }
        unread -= BLOCK;
        return nextBlock();
    }

    /// @return false at the end of the stream
    private boolean readBlock() throws IOException {
        int count = in.readNBytes(block, 0, BLOCK);
        position += count;
        if (count > 0 && count < BLOCK) {
            throw truncated();
        }
        return count == BLOCK;
    }

    /// A file jumps, a layer that is digested reads.
    private void skip(long bytes) throws IOException {
        for (long left = bytes; left > 0; ) {
            long count = in.skip(left);
            if (count <= 0) {
                if (in.read() < 0) {
                    throw truncated();
                }
                count = 1;
            }
            position += count;
            left -= count;
        }
    }

    private static MalformedTarException truncated() {
        return new MalformedTarException("the archive ends too early");
    }

    /// Where in the archive the content of the current entry starts, until some of it is read.
    public long contentOffset() {
        return position;
    }

    @Override
    public InputStream content() {
        if (size == 0) {
            return InputStream.nullInputStream();
        }
        var stored = new Content(position);
        return sparse.isPresent() ? sparse.get().expand(stored) : stored;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /// What is left of the current entry; ended as soon as the reader has gone on.
    private final class Content extends RunInput {
        private long expected;

        Content(long start) {
            expected = start;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (unread == 0 || expected != position) {
                return -1;
            }
            int count = in.read(bytes, offset, (int) Math.min(length, unread));
            if (count < 0) {
                throw new MalformedTarException("the archive ends inside a file");
            }
            position += count;
            unread -= count;
            expected = position;
            return count;
        }
    }
}
