package org.tidewaiter.image.content;

/// Bounds against hostile content; what is beyond them becomes a gap.
///
/// @param sightingsOfFile that are kept
/// @param heldBytesOfFile that what was seen may take, roughly
/// @param depth how many archives may stand in each other
/// @param ratio how many times its own size a file may unpack to, with its members together
/// @param plainBytesOfFile that any file may unpack to
/// @param plainBytesOfLayer that all files of a layer may unpack to
public record ContentBounds(
        int sightingsOfFile,
        int heldBytesOfFile,
        int depth,
        int ratio,
        long plainBytesOfFile,
        long plainBytesOfLayer) {
    public static final ContentBounds STANDARD =
            new ContentBounds(1_000, 1 << 20, 8, 100, 64L << 20, 64L << 30);

    /// However large the file is.
    private static final long MOST_PLAIN_BYTES = 32L << 30;

    /// All of them, which go into the name of what is kept.
    @Override
    public String toString() {
        return sightingsOfFile
                + (" " + heldBytesOfFile)
                + (" " + depth)
                + (" " + ratio)
                + (" " + plainBytesOfFile)
                + (" " + plainBytesOfLayer);
    }

    long plainBytesOfFile(long sizeBytes) {
        long inProportion = ratio * Math.min(sizeBytes, Long.MAX_VALUE / ratio / 2);
        return Math.min(plainBytesOfFile + inProportion, MOST_PLAIN_BYTES);
    }
}
