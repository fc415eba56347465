package org.tidewaiter.image.compression;

import java.io.Closeable;
import java.io.IOException;
import java.util.zip.DataFormatException;

/// Decodes DEFLATE streams that follow one another in some input, with other bytes between them.
/// Belongs to one thread.
///
/// @see "RFC 1951"
interface DeflateDecoder extends Closeable {
    /// How far back a stream may reach in what was decoded of it.
    int HISTORY_BYTES = 1 << 15;

    /// What stays free at the end of what is decoded, at most: the longest match, two bytes before
    /// it, and what is copied beyond.
    int SPARE_BYTES = 320;

    /// Expects a stream at the next byte.
    void begin();

    /// Decodes until less than [#SPARE_BYTES] are free, or the stream is finished.
    ///
    /// @param out with what was decoded before in front of `from`
    /// @param history from where on `out` holds what was decoded of this stream
    /// @param to up to which `out` may be written
    /// @throws DataFormatException if the data is broken, in zlib's words
    /// @throws MalformedLayerException if it ends too early
    void decode(byte[] out, int history, int from, int to) throws IOException, DataFormatException;

    /// Up to where the last call has decoded, also one that failed.
    int position();

    boolean isFinished();

    /// The next byte behind a finished stream, or in front of the first.
    ///
    /// @return -1 at the end of the input
    int octet() throws IOException;
}
