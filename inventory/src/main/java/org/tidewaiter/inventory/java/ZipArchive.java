package org.tidewaiter.inventory.java;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.tidewaiter.image.reader.MalformedFileException;

/// A ZIP file in memory, read by its central directory as Java does. Nothing is believed: the
/// directory must end where it says, an entry's local header must agree with it, the content must
/// have the stated size and checksum.
///
/// Something may stand before the archive, such as the script of an executable jar.
///
/// @see "PKWARE APPNOTE 6.3.10, sections 4.3 to 4.5"
final class ZipArchive {
    private static final int MAX_ENTRIES = 200_000;
    private static final int MAX_COMMENT = 0xffff;

    private static final int LOCAL_HEADER = 0x04034b50;
    private static final int LOCAL_HEADER_BYTES = 30;
    private static final int CENTRAL_HEADER = 0x02014b50;
    private static final int CENTRAL_HEADER_BYTES = 46;
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int END_64 = 0x06064b50;
    private static final int END_64_BYTES = 56;
    private static final int END_64_LOCATOR = 0x07064b50;
    private static final int END_64_LOCATOR_BYTES = 20;
    private static final int EXTRA_64 = 0x0001;

    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int ENCRYPTED = 1;
    private static final int SIZES_FOLLOW = 1 << 3;

    /// Deflate cannot do better, so an entry that claims to is lying.
    private static final long BEST_RATIO = 1032;

    private final ByteBuffer zip;
    private final List<Entry> entries;

    /// One line of the central directory.
    ///
    /// @param headerOffset of the local header, in our buffer
    record Entry(
            String name,
            int flags,
            int method,
            int checksum,
            long compressedBytes,
            long sizeBytes,
            long headerOffset) {}

    private ZipArchive(ByteBuffer zip, List<Entry> entries) {
        this.zip = zip;
        this.entries = List.copyOf(entries);
    }

    /// Whether it begins as an archive does that has nothing before it.
    static boolean isLikely(ByteBuffer bytes) {
        return bytes.remaining() >= 2
                && bytes.get(bytes.position()) == 'P'
                && bytes.get(bytes.position() + 1) == 'K';
    }

    /// @param bytes from its position to its limit; kept, not changed
    static ZipArchive open(ByteBuffer bytes) throws MalformedFileException {
        var zip = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        try {
            return new ZipArchive(zip, directory(zip));
        } catch (IndexOutOfBoundsException _) {
            throw new MalformedFileException("the ZIP directory reaches beyond the file");
        }
    }

    /// In the order of the directory. A name can stand there twice.
    List<Entry> entries() {
        return entries;
    }

    /// @return a view of the archive where the entry is stored, otherwise new
    /// @throws MalformedFileException also where the entry is encrypted or compressed in a way that
    ///   Java does not read
    ByteBuffer content(Entry entry) throws MalformedFileException {
        if ((entry.flags & ENCRYPTED) != 0) {
            throw new MalformedFileException("it is encrypted");
        }
        ByteBuffer stored;
        try {
            stored = stored(entry);
        } catch (IndexOutOfBoundsException _) {
            throw new MalformedFileException("it reaches beyond the archive");
        }
        var content =
                switch (entry.method) {
                    case STORED -> stored;
                    case DEFLATED -> inflated(stored, entry.sizeBytes);
                    default ->
                            throw new MalformedFileException(
                                    "its compression method is " + entry.method);
                };
        var checksum = new CRC32();
        checksum.update(content.duplicate());
        if (content.remaining() != entry.sizeBytes || (int) checksum.getValue() != entry.checksum) {
            throw new MalformedFileException("its content does not have the stated size and sum");
        }
        return content;
    }

    private static List<Entry> directory(ByteBuffer zip) throws MalformedFileException {
        int end = end(zip);
        long count = Short.toUnsignedInt(zip.getShort(end + 10));
        long size = Integer.toUnsignedLong(zip.getInt(end + 12));
        long offset = Integer.toUnsignedLong(zip.getInt(end + 16));
        int diskFields = zip.getInt(end + 4);
        int directoryEnd = end;
        if (count == 0xffff || size == 0xffffffffL || offset == 0xffffffffL) {
            int end64 = end64(zip, end);
            if (end64 >= 0) {
                count = zip.getLong(end64 + 32);
                size = zip.getLong(end64 + 40);
                offset = zip.getLong(end64 + 48);
                diskFields = 0;
                directoryEnd = end64;
            }
        }
        if (diskFields != 0) {
            throw new MalformedFileException("a ZIP in several parts");
        }
        if (count < 0 || count > MAX_ENTRIES) {
            throw new MalformedFileException("more than %,d entries".formatted(MAX_ENTRIES));
        }
        if (size < 0 || offset < 0 || size > directoryEnd || offset > directoryEnd - size) {
            throw new MalformedFileException("the ZIP directory is not where it says");
        }
        // whatever stands before the archive moves every offset
        return entries(
                zip,
                (int) (directoryEnd - size),
                directoryEnd,
                count,
                directoryEnd - size - offset);
    }

    private static int end(ByteBuffer zip) throws MalformedFileException {
        int last = zip.limit() - END_BYTES;
        for (int at = last; at >= Math.max(0, last - MAX_COMMENT); at--) {
            if (zip.getInt(at) == END && Short.toUnsignedInt(zip.getShort(at + 20)) == last - at) {
                return at;
            }
        }
        throw new MalformedFileException("not a whole ZIP file: its end is missing");
    }

    /// @return -1 if the archive has no 64-bit end
    private static int end64(ByteBuffer zip, int end) {
        int locator = end - END_64_LOCATOR_BYTES;
        int at = locator - END_64_BYTES;
        return at >= 0 && zip.getInt(locator) == END_64_LOCATOR && zip.getInt(at) == END_64
                ? at
                : -1;
    }

    private static List<Entry> entries(ByteBuffer zip, int start, int end, long count, long moved)
            throws MalformedFileException {
        var entries = new ArrayList<Entry>();
        int at = start;
        for (long i = 0; i < count; i++) {
            if (at > end - CENTRAL_HEADER_BYTES || zip.getInt(at) != CENTRAL_HEADER) {
                throw new MalformedFileException("the ZIP directory is broken");
            }
            int nameBytes = Short.toUnsignedInt(zip.getShort(at + 28));
            int extraBytes = Short.toUnsignedInt(zip.getShort(at + 30));
            int commentBytes = Short.toUnsignedInt(zip.getShort(at + 32));
            var sizes =
                    new Sizes(
                            Integer.toUnsignedLong(zip.getInt(at + 24)),
                            Integer.toUnsignedLong(zip.getInt(at + 20)),
                            Integer.toUnsignedLong(zip.getInt(at + 42)));
            sizes = sizes.widened(zip, at + CENTRAL_HEADER_BYTES + nameBytes, extraBytes);
            long headerOffset = sizes.headerOffset + moved;
            if (sizes.headerOffset < 0 || headerOffset > zip.limit()) {
                throw new MalformedFileException("the ZIP directory points beyond the file");
            }
            entries.add(
                    new Entry(
                            text(zip, at + CENTRAL_HEADER_BYTES, nameBytes),
                            Short.toUnsignedInt(zip.getShort(at + 8)),
                            Short.toUnsignedInt(zip.getShort(at + 10)),
                            zip.getInt(at + 16),
                            sizes.compressedBytes,
                            sizes.sizeBytes,
                            headerOffset));
            at += CENTRAL_HEADER_BYTES + nameBytes + extraBytes + commentBytes;
        }
        if (at != end) {
            throw new MalformedFileException("the ZIP directory does not have the stated length");
        }
        return entries;
    }

    /// The fields of an entry that can be too large for their 32 bits.
    private record Sizes(long sizeBytes, long compressedBytes, long headerOffset) {

        /// Takes each field that is all ones from the 64-bit extra field, where they stand in this
        /// order.
        Sizes widened(ByteBuffer zip, int extra, int extraBytes) {
            int at = extra;
            int end = extra + extraBytes;
            while (at + 4 <= end) {
                int id = Short.toUnsignedInt(zip.getShort(at));
                int length = Short.toUnsignedInt(zip.getShort(at + 2));
                if (id == EXTRA_64 && at + 4 + length <= end) {
                    var more = zip.slice(at + 4, length).order(ByteOrder.LITTLE_ENDIAN);
                    return new Sizes(
                            widened(sizeBytes, more),
                            widened(compressedBytes, more),
                            widened(headerOffset, more));
                }
                at += 4 + length;
            }
            return this;
        }

        private static long widened(long field, ByteBuffer more) {
            return field == 0xffffffffL && more.remaining() >= 8 ? more.getLong() : field;
        }
    }

    private ByteBuffer stored(Entry entry) throws MalformedFileException {
        int at = Math.toIntExact(entry.headerOffset);
        if (zip.getInt(at) != LOCAL_HEADER) {
            throw new MalformedFileException("it has no local header");
        }
        int flags = Short.toUnsignedInt(zip.getShort(at + 6));
        int nameBytes = Short.toUnsignedInt(zip.getShort(at + 26));
        int extraBytes = Short.toUnsignedInt(zip.getShort(at + 28));
        boolean agrees =
                text(zip, at + LOCAL_HEADER_BYTES, nameBytes).equals(entry.name)
                        && Short.toUnsignedInt(zip.getShort(at + 8)) == entry.method
                        && (flags & ENCRYPTED) == (entry.flags & ENCRYPTED)
                        && ((flags & SIZES_FOLLOW) != 0 || sizesAgree(entry, at));
        if (!agrees) {
            throw new MalformedFileException("its local header contradicts the directory");
        }
        long start = (long) at + LOCAL_HEADER_BYTES + nameBytes + extraBytes;
        if (entry.compressedBytes < 0 || entry.compressedBytes > zip.limit() - start) {
            throw new MalformedFileException("it reaches beyond the archive");
        }
        return zip.slice((int) start, (int) entry.compressedBytes);
    }

    private boolean sizesAgree(Entry entry, int at) {
        return agrees(zip.getInt(at + 18), entry.compressedBytes)
                && agrees(zip.getInt(at + 22), entry.sizeBytes);
    }

    /// All ones mean that the size stands in the 64-bit extra field.
    private static boolean agrees(int local, long central) {
        return local == -1 || Integer.toUnsignedLong(local) == central;
    }

    private static ByteBuffer inflated(ByteBuffer stored, long sizeBytes)
            throws MalformedFileException {
        if (sizeBytes < 0 || sizeBytes > stored.remaining() * BEST_RATIO) {
            throw new MalformedFileException("its stated size is impossible");
        }
        var content = new byte[Math.toIntExact(sizeBytes)];
        var inflater = new Inflater(true);
        try {
            inflater.setInput(stored.duplicate());
            int filled = 0;
            while (!inflater.finished()) {
                int more =
                        filled < content.length
                                ? inflater.inflate(content, filled, content.length - filled)
                                : inflater.inflate(new byte[1]);
                if (more == 0 && !inflater.finished()) {
                    throw new MalformedFileException("its compressed content is cut off");
                }
                filled += more;
                if (filled > content.length) {
                    throw new MalformedFileException("it is larger than stated");
                }
            }
            if (filled < content.length) {
                throw new MalformedFileException("it is smaller than stated");
            }
        } catch (DataFormatException _) {
            throw new MalformedFileException("its compressed content is broken");
        } finally {
            inflater.end();
        }
        return ByteBuffer.wrap(content);
    }

    private static String text(ByteBuffer zip, int at, int length) {
        var bytes = new byte[length];
        zip.get(at, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
