package org.tidewaiter.image.cache;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.zip.Deflater;

/// Packs what is printed, so that it can be kept. Takes everything and never fails, and forgets it
/// all where it gets too large.
public final class PackedOutput extends OutputStream {
    private static final int BUFFER_BYTES = 1 << 16;

    private final int maxBytes;
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private ByteArrayOutputStream packed = new ByteArrayOutputStream();
    private long plainBytes;
    private boolean ended;
    private boolean lost;

    public PackedOutput() {
        this(AnswerCache.MAX_PACKED_BYTES);
    }

    PackedOutput(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /// What was printed.
    public static final class Packed {
        private final byte[] bytes;
        private final long plainBytes;

        /// @param bytes as [Answer] unpacks them; not copied
        /// @param plainBytes how many they are unpacked
        Packed(byte[] bytes, long plainBytes) {
            this.bytes = bytes;
            this.plainBytes = plainBytes;
        }

        byte[] bytes() {
            return bytes;
        }

        long plainBytes() {
            return plainBytes;
        }
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (ended) {
            return;
        }
        plainBytes += length;
        deflater.setInput(bytes, offset, length);
        while (!deflater.needsInput() && !ended) {
            take(deflater.deflate(buffer));
        }
    }

    private void take(int length) {
        if (packed.size() + length > maxBytes) {
            forget();
            return;
        }
        try {
            packed.write(buffer, 0, length);
        } catch (OutOfMemoryError _) { // which whoever prints may still have enough of
            forget();
        }
    }

    /// What was printed is not wanted any more.
    private void forget() {
        lost = true;
        close();
    }

    /// Ends it.
    ///
    /// @return nothing where it was too much, or was ended before
    public Optional<Packed> packed() {
        if (ended) {
            return Optional.empty();
        }
        deflater.finish();
        while (!deflater.finished() && !ended) {
            take(deflater.deflate(buffer));
        }
        var all = lost ? Optional.<Packed>empty() : Optional.of(whole());
        close();
        return all;
    }

    private Packed whole() {
        return new Packed(packed.toByteArray(), plainBytes);
    }

    /// Ends it, and frees what it took.
    @Override
    public void close() {
        if (!ended) {
            ended = true;
            deflater.end();
            packed = new ByteArrayOutputStream();
        }
    }
}
