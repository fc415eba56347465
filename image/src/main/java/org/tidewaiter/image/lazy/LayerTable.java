package org.tidewaiter.image.lazy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.tidewaiter.image.compression.Decompression;
import org.tidewaiter.image.compression.MalformedLayerException;
import org.tidewaiter.image.tar.MalformedTarException;
import org.tidewaiter.image.tar.TarReader;
import org.tidewaiter.model.Digest;

/// Fetches the table of contents of a layer, and verifies that it is the one that the manifest
/// means.
///
/// @param sizeBytes of the layer, stored
record LayerTable(Parts parts, long sizeBytes, TableBudget budget) {
    /// Of a table, plain: three hundred thousand files and more.
    private static final int MAX_PLAIN_BYTES = 128 << 20;

    private static final int MAX_STORED_BYTES = 48 << 20;

    /// Fetched at first of what has its table at its end, so that that of a small layer is all in
    /// it.
    private static final int TAIL_BYTES = 64 << 10;

    private static final String NAME = "stargz.index.json";

    /// A table in memory that is reckoned with until it is closed.
    record Held(TableOfContents table, TableBudget.Room room) {}

    /// @return to be closed by its room
    /// @throws UnusableTableException what the manifest says of the table cannot be followed
    /// @throws FalseBytesException the table is another than the manifest means
    Held read(TableFormat format, Selection selection) throws UnusableTableException, IOException {
        return switch (format) {
            case TableFormat.EStargz eStargz -> read(eStargz, selection);
            case TableFormat.ZstdChunked chunked -> read(chunked, selection);
        };
    }

    private Held read(TableFormat.ZstdChunked format, Selection selection)
            throws UnusableTableException, IOException {
        long offset = format.offset();
        boolean isInside =
                offset > TableFormat.ZstdChunked.HEADER_BYTES
                        && format.storedBytes() > 0
                        && format.storedBytes() <= sizeBytes - offset;
        if (!isInside) {
            throw new UnusableTableException("its table of contents would lie outside of it");
        }
        requireSmall(format.storedBytes(), format.plainBytes());
        try (var _ = budget.ofStored(format.storedBytes())) {
            var stored = fetch(offset, (int) format.storedBytes());
            var hash = hash(format.table());
            hash.update(stored);
            verify(format.table(), hash);
            TableText text;
            try (var json = plain(stored)) {
                text = TableText.of(json, hash(format.table()));
            }
            try (var json = plain(stored)) {
                return parse(text, json, offset - TableFormat.ZstdChunked.HEADER_BYTES, selection);
            }
        } catch (MalformedLayerException e) {
            throw broken(e);
        }
    }

    private Held read(TableFormat.EStargz format, Selection selection)
            throws UnusableTableException, IOException {
        if (sizeBytes < EStargzFooter.BYTES) {
            throw new UnusableTableException("it is too small to have a table of contents");
        }
        int tailBytes = (int) Math.min(sizeBytes, TAIL_BYTES);
        var tail = fetch(sizeBytes - tailBytes, tailBytes);
        var footer =
                EStargzFooter.of(tail)
                        .orElseThrow(() ->
                                new UnusableTableException(
                                        "it does not say where its table of contents is"));
        long offset = footer.tableOffset();
        long storedBytes = sizeBytes - footer.bytes() - offset;
        if (storedBytes <= 0) {
            throw new UnusableTableException("its table of contents would lie outside of it");
        }
        requireSmall(storedBytes, 0);
        try (var _ = budget.ofStored(storedBytes)) {
            var stored =
                    storedBytes + footer.bytes() <= tailBytes
                            ? Arrays.copyOfRange(
                                    tail,
                                    (int) (tailBytes - footer.bytes() - storedBytes),
                                    tailBytes - footer.bytes())
                            : fetch(offset, (int) storedBytes);
            var hash = hash(format.table());
            var text = inTable(stored, json -> TableText.of(json, hash));
            verify(format.table(), hash);
            return inTable(stored, json -> parse(text, json, offset, selection));
        }
    }

    private Held parse(TableText text, InputStream json, long end, Selection selection)
            throws UnusableTableException, IOException {
        var room = budget.ofTable(text.bytes(), text.objects());
        boolean held = false;
        try {
            var table = TableReader.read(json, end, selection);
            held = true;
            return new Held(table, room);
        } finally {
            if (!held) {
                room.close();
            }
        }
    }

    private static UnusableTableException broken(IOException e) {
        return new UnusableTableException("its table of contents is broken: " + e.getMessage());
    }

    private static void requireSmall(long storedBytes, long plainBytes)
            throws UnusableTableException {
        if (storedBytes > MAX_STORED_BYTES || plainBytes > MAX_PLAIN_BYTES) {
            throw new UnusableTableException(
                    "its table of contents has %,d bytes, and at most %,d are read"
                            .formatted(
                                    Math.max(storedBytes, plainBytes),
                                    storedBytes > MAX_STORED_BYTES
                                            ? MAX_STORED_BYTES
                                            : MAX_PLAIN_BYTES));
        }
    }

    private byte[] fetch(long offset, int bytes) throws IOException {
        try (var in = parts.open(offset, bytes)) {
            var fetched = in.readNBytes(bytes);
            if (fetched.length < bytes) {
                throw new IOException("fewer bytes came than were asked for");
            }
            return fetched;
        }
    }

    private static InputStream plain(byte[] bytes) throws IOException {
        return Decompression.open(new ByteArrayInputStream(bytes), MAX_PLAIN_BYTES);
    }

    private interface Reading<T> {
        T read(InputStream json) throws UnusableTableException, IOException;
    }

    /// The table is a file in a tar that has no other.
    private static <T> T inTable(byte[] gzip, Reading<T> reading)
            throws UnusableTableException, IOException {
        try (var tar = new TarReader(plain(gzip))) {
            var entry = tar.next();
            if (entry.isEmpty() || !entry.get().path().equals(NAME)) {
                throw new UnusableTableException("where its table of contents should be is none");
            }
            return reading.read(tar.content());
        } catch (MalformedLayerException | MalformedTarException e) {
            throw broken(e);
        }
    }

    private static void verify(Digest stated, MessageDigest hash) throws FalseBytesException {
        var found = HexFormat.of().formatHex(hash.digest());
        if (!found.equals(stated.hex())) {
            throw new FalseBytesException(
                    "its table of contents has the digest %s:%s and not the stated %s"
                            .formatted(stated.algorithm(), found, stated));
        }
    }

    static MessageDigest hash(Digest like) {
        try {
            return MessageDigest.getInstance(like.javaAlgorithm());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-2", impossible);
        }
    }
}
