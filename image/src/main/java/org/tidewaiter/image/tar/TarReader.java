package org.tidewaiter.image.tar;

import static org.tidewaiter.image.tar.TarHeader.BLOCK;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.tidewaiter.image.tar.Entry.Kind;

/// Reads a tar archive as a stream, as the programs that unpack images do: ustar, pax, GNU long
/// names and base-256 numbers. Two blocks of zeros end it, and so does the end of the stream in
/// place of a header.
///
/// Memory is bounded by [#MAX_EXTENSION_BYTES] whatever the archive says.
public final class TarReader implements EntryStream {
    /// The most that one pax header or GNU long name may take.
    public static final int MAX_EXTENSION_BYTES = 1 << 20;

    /// The longest path, as Linux has it.
    public static final int MAX_NAME_LENGTH = 4096;

    private final InputStream in;
    private final byte[] block = new byte[BLOCK];

    /// From the archive's start, in bytes.
    private long position;

    /// Of the current entry's content and its padding.
    private long unread;

    private long padding;
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
            throws MalformedTarException {
        var name = bounded(longName.isEmpty() ? pax.text("path", header.name()) : longName);
        var linkName =
                bounded(
                        longLinkName.isEmpty()
                                ? pax.text("linkpath", header.linkName())
                                : longLinkName);
        var kind = kind(header.type());
        var path = EntryPath.of(withoutSlash(name));
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
        unread = stored(header, pax.number("size").orElse(header.sizeBytes()));
        padding = (BLOCK - unread % BLOCK) % BLOCK;
        return new Entry(
                path.value(),
                kind,
                kind == Kind.FILE ? unread : 0,
                header.mode(),
                pax.number("uid").orElse(header.uid()),
                pax.number("gid").orElse(header.gid()),
                target,
                oddity);
    }

    private static Kind kind(char type) {
        return switch (type) {
            case '0', '7' -> Kind.FILE;
            case '1' -> Kind.HARD_LINK;
            case '2' -> Kind.SYMLINK;
            case '5' -> Kind.DIRECTORY;
            default -> Kind.OTHER;
        };
    }

    /// Types `1` to `6` are headers only, whatever size they state.
    private static long stored(TarHeader header, long size) throws MalformedTarException {
        if (size < 0 || size > Long.MAX_VALUE - BLOCK) {
            throw new MalformedTarException("a size of " + size + " bytes");
        }
        return header.type() >= '1' && header.type() <= '6' ? 0 : size;
    }

    private static String withoutSlash(String name) {
        return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
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
        return new Content(position);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /// What is left of the current entry; ended as soon as the reader has gone on.
    private final class Content extends InputStream {
        private long expected;

        Content(long start) {
            expected = start;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
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
                throw new EOFException("the archive ends inside a file");
            }
            position += count;
            unread -= count;
            expected = position;
            return count;
        }
    }
}
