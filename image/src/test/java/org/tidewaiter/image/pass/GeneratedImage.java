package org.tidewaiter.image.pass;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.tidewaiter.image.Image;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.image.stream.RunInput;
import org.tidewaiter.image.tar.EntryStream;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Layer;

/// An image with one plain layer, whose bytes are made while they are read and never all there.
record GeneratedImage(Layer layer, Supplier<InputStream> bytes) implements Image {

    /// @param entry gives the bytes of an entry by its number
    static GeneratedImage of(int entries, IntFunction<byte[]> entry) throws IOException {
        Supplier<InputStream> bytes =
                () -> new Pieces(IntStream.range(0, entries).mapToObj(entry).iterator());
        var digest = VerifiedBytes.sha256(bytes.get());
        var type = "application/vnd.oci.image.layer.v1.tar";
        return new GeneratedImage(new Layer(0, digest, digest, type, -1, Optional.empty()), bytes);
    }

    private static final class Pieces extends RunInput {
        private final Iterator<byte[]> pieces;
        private byte[] piece = {};
        private int at;

        Pieces(Iterator<byte[]> pieces) {
            this.pieces = pieces;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            while (at == piece.length) {
                if (!pieces.hasNext()) {
                    return -1;
                }
                piece = pieces.next();
                at = 0;
            }
            int count = Math.min(length, piece.length - at);
            System.arraycopy(piece, at, bytes, offset, count);
            at += count;
            return count;
        }
    }

    @Override
    public ImageSource source() {
        return new ImageSource(
                "layout",
                "generated",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(layer));
    }

    @Override
    public byte[] config() {
        return new byte[0];
    }

    @Override
    public Optional<EntryStream> openTree() {
        return Optional.empty();
    }

    @Override
    public InputStream openLayer(Layer wanted) {
        return bytes.get();
    }

    @Override
    public void close() {}
}
