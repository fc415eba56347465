package org.tidewaiter.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tidewaiter.image.compression.Decompression;

/// Tells a text, such as a Dockerfile, from an archive.
final class TextFile {
    /// The header of the first member of a tar has zeros in it.
    private static final int HEAD_BYTES = 512;

    private TextFile() {}

    /// Whether a file begins like a text. An empty one does not.
    static boolean is(Path file) {
        try (var in = Files.newInputStream(file)) {
            var head = in.readNBytes(HEAD_BYTES);
            if (head.length == 0 || Decompression.isCompressed(head)) {
                return false;
            }
            for (byte octet : head) {
                if (octet == 0) {
                    return false;
                }
            }
            return true;
        } catch (IOException _) {
            return false; // whoever opens it says why
        }
    }
}
