package org.tidewaiter.image.layer;

/// Something in a layer that could not be read.
///
/// @param path empty where the layer itself is meant
public record FileGap(String path, String reason) {
    private static final int MAX_REASON_LENGTH = 500;

    /// What a reader could not read of a file.
    ///
    /// @param reason a sentence, which is cut if it is long
    public static FileGap of(String path, String reader, String reason) {
        var sentence = mark(reader) + reason;
        return new FileGap(
                path,
                sentence.length() > MAX_REASON_LENGTH
                        ? sentence.substring(0, MAX_REASON_LENGTH) + "…"
                        : sentence);
    }

    boolean isOf(String reader) {
        return isOf(reader, reason);
    }

    /// Whether a reason is one that [#of] made for a reader.
    public static boolean isOf(String reader, String reason) {
        return reason.startsWith(mark(reader));
    }

    private static String mark(String reader) {
        return reader + ": ";
    }
}
