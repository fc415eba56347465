package org.tidewaiter.image.content;

/// How much readers may look at, so that keywords which stand close together cost no more than they
/// are worth: so many bytes for each byte that is searched, and some more that the file has once.
/// All files together have only so many of those.
final class LookBudget {
    /// A whole window for each 128 bytes.
    private static final int BYTES_FOR_ONE = 128;

    /// So many times its stored size may a file count when it is unpacked.
    private static final int RATIO = 16;

    private static final long BYTES_OF_FILE = 32L << 20;
    private static final long BYTES_OF_LAYER = 16L << 30;

    private long layerBytes = BYTES_OF_LAYER;
    private long fileBytes;
    private long mostSearched;
    private long offered;
    private long earned;

    void begin(long sizeBytes) {
        layerBytes -= Math.clamp(offered - earned, 0, fileBytes);
        fileBytes = Math.min(BYTES_OF_FILE, layerBytes);
        mostSearched = RATIO * Math.min(sizeBytes, Long.MAX_VALUE / RATIO / BYTES_FOR_ONE / 2);
        offered = 0;
        earned = 0;
    }

    /// Whether a reader may look at so many bytes, which then count.
    ///
    /// @param searched how many bytes of the file, unpacked, lie before
    boolean take(int bytes, long searched) {
        earned = BYTES_FOR_ONE * Math.min(searched, mostSearched);
        if (offered + bytes > earned + fileBytes) {
            return false;
        }
        offered += bytes;
        return true;
    }
}
