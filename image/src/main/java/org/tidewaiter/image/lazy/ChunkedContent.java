package org.tidewaiter.image.lazy;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.image.compression.Decompression;
import org.tidewaiter.image.compression.MalformedLayerException;
import org.tidewaiter.image.lazy.TableOfContents.Chunk;
import org.tidewaiter.image.lazy.TableOfContents.Listed;
import org.tidewaiter.image.stream.RunInput;
import org.tidewaiter.model.Digest;

/// The content of a file, unpacked chunk by chunk. Fails with a [FalseBytesException] at the latest
/// where a chunk ends that has another digest than the table says.
final class ChunkedContent extends RunInput {
    private final Listed file;
    private final PartReader parts;
    private final Optional<MessageDigest> ofFile;
    private int begun;
    private long left;
    private @Nullable InputStream plain;
    private @Nullable MessageDigest ofChunk;

    ChunkedContent(Listed file, PartReader parts) {
        this.file = file;
        this.parts = parts;
        ofFile = file.digest().map(LayerTable::hash);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0 && !beginChunk()) {
            return -1;
        }
        int count = unpack(bytes, offset, (int) Math.min(length, left));
        left -= count;
        if (left == 0) {
            endChunk();
        }
        return count;
    }

    private boolean beginChunk() throws IOException {
        if (begun == file.chunks().size()) {
            return false;
        }
        var chunk = file.chunks().get(begun++);
        left = chunk.plainBytes();
        ofChunk = LayerTable.hash(chunk.digest());
        try {
            plain = Decompression.open(parts.open(chunk), Decompression.MAX_PLAIN_BYTES);
        } catch (MalformedLayerException e) {
            throw broken(e);
        }
        return true;
    }

    private int unpack(byte[] bytes, int offset, int length) throws IOException {
        if (plain == null || ofChunk == null) {
            throw new IllegalStateException("no chunk was begun");
        }
        int count;
        try {
            count = plain.read(bytes, offset, length);
        } catch (MalformedLayerException e) {
            throw broken(e);
        }
        if (count < 0) {
            throw new FalseBytesException(
                    "a chunk of '%s' has fewer bytes than its table of contents says"
                            .formatted(file.entry().path()));
        }
        ofChunk.update(bytes, offset, count);
        ofFile.ifPresent(hash -> hash.update(bytes, offset, count));
        return count;
    }

    private void endChunk() throws IOException {
        close();
        verify(current().digest(), ofChunk);
        if (begun == file.chunks().size() && ofFile.isPresent()) {
            verify(file.digest().orElseThrow(), ofFile.get());
        }
    }

    private Chunk current() {
        return file.chunks().get(begun - 1);
    }

    private void verify(Digest stated, @Nullable MessageDigest hash) throws FalseBytesException {
        var found = hash == null ? "" : HexFormat.of().formatHex(hash.digest());
        if (!found.equals(stated.hex())) {
            throw new FalseBytesException(
                    "'%s' has not the digest %s, which its table of contents says"
                            .formatted(file.entry().path(), stated));
        }
    }

    private FalseBytesException broken(MalformedLayerException e) {
        return new FalseBytesException(
                "what its table of contents says to be '%s' cannot be unpacked: %s"
                        .formatted(file.entry().path(), e.getMessage()));
    }

    /// Verifies what was read of it, by the rest of the chunk where somebody stopped.
    void verify() throws IOException {
        var rest = new byte[left == 0 ? 0 : 8192];
        while (left > 0) {
            read(rest, 0, rest.length);
        }
    }

    @Override
    public void close() throws IOException {
        if (plain != null) {
            plain.close();
            plain = null;
        }
    }
}
