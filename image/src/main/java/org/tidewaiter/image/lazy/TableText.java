package org.tidewaiter.image.lazy;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/// What is known of the JSON of a table before it is parsed.
///
/// @param bytes of it
/// @param objects not fewer than are in it
record TableText(long bytes, long objects) {

    /// Reads to the end.
    static TableText of(InputStream json, MessageDigest hash) throws IOException {
        long bytes = 0;
        long objects = 0;
        var piece = new byte[1 << 14];
        for (int count = json.read(piece); count >= 0; count = json.read(piece)) {
            hash.update(piece, 0, count);
            bytes += count;
            for (int i = 0; i < count; i++) {
                objects += piece[i] == '{' ? 1 : 0;
            }
        }
        return new TableText(bytes, objects);
    }
}
