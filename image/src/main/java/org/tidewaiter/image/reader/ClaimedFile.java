package org.tidewaiter.image.reader;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A file that a reader claimed, as far as its claim asked for it. The arrays are the pass's own: a
/// reader neither changes nor keeps them.
///
/// @param path without a leading slash
/// @param sizeBytes of the whole file
/// @param mode the permission bits of the tar header
/// @param head the whole file where it is no larger than the claim's bound, otherwise its first 64
///   KiB
/// @param windows where the anchors stand, in the order of the file
/// @param companions the content of the companions that the merged image has and that are not
///   empty, by suffix; none when the file is read as its layer has it
@SuppressWarnings("ArrayRecordComponent") // handed over for one call, never compared
public record ClaimedFile(
        String path,
        long sizeBytes,
        int mode,
        byte[] head,
        List<Window> windows,
        Map<String, byte[]> companions) {
    public ClaimedFile {
        windows = List.copyOf(windows);
        companions = Map.copyOf(companions);
    }

    /// A file as its layer has it.
    public ClaimedFile(String path, long sizeBytes, int mode, byte[] head, List<Window> windows) {
        this(path, sizeBytes, mode, head, windows, Map.of());
    }

    /// A small file whole, as a test has it.
    public static ClaimedFile of(String path, String text) {
        return of(path, text.getBytes(StandardCharsets.UTF_8));
    }

    public static ClaimedFile of(String path, byte[] content) {
        return new ClaimedFile(path, content.length, 0644, content, List.of());
    }

    public ClaimedFile withCompanion(String suffix, byte[] content) {
        var more = new HashMap<>(companions);
        more.put(suffix, content);
        return new ClaimedFile(path, sizeBytes, mode, head, windows, more);
    }

    /// The path up to and with the last slash; empty for a file at the root.
    public String directory() {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    public String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    public boolean isWhole() {
        return head.length == sizeBytes;
    }

    /// The content as UTF-8, malformed bytes replaced.
    public String text() {
        return new String(head, StandardCharsets.UTF_8);
    }

    /// Bytes that start with an anchor.
    ///
    /// @param offset of the anchor in the file
    /// @param anchor the index of the anchor in the claim
    /// @param bytes from the anchor on, at most the claim's window, shorter at the file's end
    @SuppressWarnings("ArrayRecordComponent")
    public record Window(long offset, int anchor, byte[] bytes) {}
}
