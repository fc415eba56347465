package org.tidewaiter.image.cache;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/// Packs what is printed, so that it can be kept. Takes everything, and forgets it all where it
/// gets too large.
public final class PackedOutput extends OutputStream {
    private static final int BUFFER_BYTES = 1 << 16;

    private final int maxBytes;
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private ByteArrayOutputStream packed = new ByteArrayOutputStream();
    private final DeflaterOutputStream packing =
            new DeflaterOutputStream(
                    new OutputStream() {
                        @Override
                        public void write(int one) {
                            write(new byte[] {(byte) one}, 0, 1);
                        }

                        @Override
                        public void write(byte[] bytes, int offset, int length) {
                            take(bytes, offset, length);
                        }
                    },
                    deflater,
                    BUFFER_BYTES);
    private boolean tooLarge;

    public PackedOutput() {
        this(AnswerCache.MAX_PACKED_BYTES);
    }

    PackedOutput(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    private void take(byte[] bytes, int offset, int length) {
        if (packed.size() + length > maxBytes) {
            tooLarge = true;
            packed = new ByteArrayOutputStream();
        }
        if (!tooLarge) {
            packed.write(bytes, offset, length);
        }
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (!tooLarge) {
            packing.write(bytes, offset, length);
        }
    }

    /// Ends it.
    ///
    /// @return nothing where it was too much
    public Optional<byte[]> packed() throws IOException {
        try {
            packing.finish();
            return tooLarge ? Optional.empty() : Optional.of(packed.toByteArray());
        } finally {
            deflater.end();
        }
    }
}
