package org.tidewaiter.image.pass;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tidewaiter.image.compression.BoundedInput;
import org.tidewaiter.image.compression.DigestedLayer;
import org.tidewaiter.image.compression.MalformedLayerException;
import org.tidewaiter.image.layer.LayerReading;
import org.tidewaiter.image.tar.Entry;
import org.tidewaiter.image.tar.MalformedTarException;
import org.tidewaiter.image.tar.TarReader;
import org.tidewaiter.model.Digest;

/// An archive with one image as it goes by, a file after the other. Nobody says which file is what:
/// a small one that starts like JSON is a document, and any other may be a layer.
final class SavedArchive implements Closeable {
    private static final int MAX_MEMBERS = 10_000;
    private static final int MAX_DOCUMENT_BYTES = 8 << 20;

    /// Where a tar header says that it is one.
    private static final int TAR_MAGIC_OFFSET = 257;

    private static final byte[] TAR_MAGIC = "ustar".getBytes(StandardCharsets.US_ASCII);
    private static final int HEAD_BYTES = 512;

    /// A layer's file may be named by its diffID.
    private static final Pattern NAMED_BY_DIGEST =
            Pattern.compile("(?:blobs/sha256/)?([0-9a-f]{64})(?:\\.tar)?");

    private final TarReader tar;
    private final long maxPlainBytes;
    private int members;
    private String name = "";
    private long sizeBytes;
    private byte[] head = {};

    /// @param stored closed with this
    /// @param maxPlainBytes of the whole archive, and of one layer unpacked
    SavedArchive(InputStream stored, long maxPlainBytes) {
        this.maxPlainBytes = maxPlainBytes;
        var complaint = "the image has more than %d bytes".formatted(maxPlainBytes);
        tar = new TarReader(new BoundedInput(stored, maxPlainBytes, complaint));
    }

    /// Goes on to the next file.
    ///
    /// @return false at the end
    boolean next() throws IOException {
        for (var entry = tar.next(); entry.isPresent(); entry = tar.next()) {
            if (++members > MAX_MEMBERS) {
                throw new MalformedTarException("more than %d members".formatted(MAX_MEMBERS));
            }
            if (entry.get().kind() == Entry.Kind.FILE) {
                name = entry.get().path();
                sizeBytes = entry.get().sizeBytes();
                head = tar.content().readNBytes((int) Math.min(sizeBytes, HEAD_BYTES));
                return true;
            }
        }
        return false;
    }

    String name() {
        return name;
    }

    /// The diffID that the name says, if the file is a layer that is not compressed.
    Optional<Digest> digestInName() {
        var match = NAMED_BY_DIGEST.matcher(name);
        return match.matches() ? Digest.parse("sha256:" + match.group(1)) : Optional.empty();
    }

    /// A layer whose first file is named like JSON starts has a tar's mark behind the name.
    boolean isDocument() {
        return sizeBytes <= MAX_DOCUMENT_BYTES
                && head.length > 0
                && (head[0] == '{' || head[0] == '[')
                && !isTar();
    }

    private boolean isTar() {
        for (int i = 0; i < TAR_MAGIC.length; i++) {
            int at = TAR_MAGIC_OFFSET + i;
            if (at >= head.length || head[at] != TAR_MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    byte[] document() throws IOException {
        return content().readNBytes(MAX_DOCUMENT_BYTES);
    }

    /// What was read of a file as of a layer, with the diffID that it has if it is one.
    record Identified(Digest diffId, LayerReading reading) {}

    /// @return nothing if it cannot be a layer
    Optional<Identified> layer(LayerOpener.Reading reading)
            throws IOException, InterruptedException {
        try (var layer = DigestedLayer.open(content(), maxPlainBytes, sizeBytes);
                var entries = new TarReader(layer.tar())) {
            var read = reading.read(entries);
            return Optional.of(new Identified(layer.diffId(), read));
        } catch (MalformedLayerException _) {
            return Optional.empty();
        }
    }

    private InputStream content() throws IOException {
        return new SequenceInputStream(new ByteArrayInputStream(head), tar.content());
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
