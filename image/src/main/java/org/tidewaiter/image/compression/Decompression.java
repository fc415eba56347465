package org.tidewaiter.image.compression;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/// Tells by its first bytes how a stream is compressed, since media types and file names lie, and
/// those who unpack images go by the bytes too.
///
/// @see "RFC 1952, RFC 8878"
public final class Decompression {
    /// The most that one layer may hold once it is plain: no image in use comes near it, and it is
    /// read in minutes.
    public static final long MAX_PLAIN_BYTES = 64L << 30;

    /// How many of the first bytes tell the compression.
    public static final int MAGIC_BYTES = 6;

    private Decompression() {}

    /// Opens a stream of the plain bytes. It fails with a [MalformedLayerException] where the
    /// compressed data is broken, ends too early, is followed by something else, or gives more than
    /// `maxPlainBytes`.
    ///
    /// @param stored gzip (also of several members), zstd (also of several frames) or plain; closed
    ///   with the stream that is given, and at once where this fails
    /// @throws MalformedLayerException if it is compressed in another way
    public static InputStream open(InputStream stored, long maxPlainBytes) throws IOException {
        return open(stored, maxPlainBytes, Pace.AT_ONCE);
    }

    /// As [#open], but a long stream is unpacked by another thread, ahead of who reads.
    ///
    /// @param storedBytes how long it is
    public static InputStream openAhead(InputStream stored, long maxPlainBytes, long storedBytes)
            throws IOException {
        return open(stored, maxPlainBytes, Pace.of(storedBytes));
    }

    static InputStream open(InputStream stored, long maxPlainBytes, Pace pace) throws IOException {
        try {
            return pace.input(pace.ahead(plain(begun(stored), maxPlainBytes, pace)));
        } catch (IOException | RuntimeException | Error e) {
            stored.close();
            throw e;
        }
    }

    /// A stream of which the first [#MAGIC_BYTES] are read.
    ///
    /// @param magic those bytes, or fewer if there are no more
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Begun(byte[] magic, InputStream whole) {
        boolean isCompressed() {
            return Decompression.isCompressed(magic);
        }
    }

    static Begun begun(InputStream stored) throws IOException {
        var whole = new PushbackInputStream(stored, MAGIC_BYTES);
        var magic = whole.readNBytes(MAGIC_BYTES);
        whole.unread(magic);
        return new Begun(magic, whole);
    }

    static Slabs plain(Begun stored, long maxPlainBytes, Pace pace) throws IOException {
        var whole = stored.whole();
        var plain =
                switch (of(stored.magic())) {
                    case GZIP -> new GzipSlabs(pace.decoder(whole));
                    case ZSTD -> new StreamSlabs(new ZstdInput(whole));
                    case NONE -> new StreamSlabs(whole);
                    case BZIP2, XZ ->
                            throw new MalformedLayerException(
                                    "compressed by bzip2 or xz, which images may not be");
                };
        return new BoundedSlabs(plain, maxPlainBytes);
    }

    /// @param magic the first [#MAGIC_BYTES] bytes, fewer if there are no more
    public static boolean isCompressed(byte[] magic) {
        return of(magic) != Format.NONE;
    }

    private enum Format {
        NONE,
        GZIP,
        ZSTD,
        BZIP2,
        XZ
    }

    private static Format of(byte[] magic) {
        if (startsWith(magic, 0x1f, 0x8b)) {
            return Format.GZIP;
        }
        if (startsWith(magic, 0x28, 0xb5, 0x2f, 0xfd) || isSkippableFrame(magic)) {
            return Format.ZSTD;
        }
        if (startsWith(magic, 'B', 'Z', 'h')) {
            return Format.BZIP2;
        }
        return startsWith(magic, 0xfd, '7', 'z', 'X', 'Z', 0) ? Format.XZ : Format.NONE;
    }

    private static boolean isSkippableFrame(byte[] magic) {
        return magic.length >= 4
                && (magic[0] & 0xf0) == 0x50
                && startsWith(new byte[] {magic[1], magic[2], magic[3]}, 0x2a, 0x4d, 0x18);
    }

    private static boolean startsWith(byte[] bytes, int... expected) {
        if (bytes.length < expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if ((bytes[i] & 0xff) != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
