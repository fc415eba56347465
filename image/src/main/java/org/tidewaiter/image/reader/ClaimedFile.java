package org.tidewaiter.image.reader;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A file that a reader claimed, as far as its claim asked for it. The bytes are the pass's own: a
/// reader neither changes nor keeps them.
///
/// @param path without a leading slash
/// @param sizeBytes of the whole file
/// @param mode the permission bits of the tar header
/// @param content the whole file where it is no larger than the claim's bound, otherwise its first
///   64 KiB; from position 0 to the limit, in an array that can be longer
/// @param windows where the anchors stand, in the order of the file
/// @param overflowed the indexes of the anchors that also stand where no window was given, since
///   there were too many
/// @param companions the content of the companions that the merged image has and that are not
///   empty, by suffix; none when the file is read as its layer has it
public record ClaimedFile(
        String path,
        long sizeBytes,
        int mode,
        ByteBuffer content,
        List<Window> windows,
        Set<Integer> overflowed,
        Map<String, byte[]> companions) {
    public ClaimedFile {
        windows = List.copyOf(windows);
        overflowed = Set.copyOf(overflowed);
        companions = Map.copyOf(companions);
    }

    /// A file as its layer has it.
    public ClaimedFile(String path, long sizeBytes, int mode, byte[] head, List<Window> windows) {
        this(path, sizeBytes, mode, ByteBuffer.wrap(head), windows, Set.of(), Map.of());
    }

    /// A small file whole, as a test has it.
    public static ClaimedFile of(String path, String text) {
        return of(path, text.getBytes(StandardCharsets.UTF_8));
    }

    public static ClaimedFile of(String path, byte[] content) {
        return new ClaimedFile(path, content.length, 0644, content, List.of());
    }

    /// The same content under another name.
    public ClaimedFile named(String other) {
        return new ClaimedFile(other, sizeBytes, mode, content, windows, overflowed, companions);
    }

    public ClaimedFile withCompanion(String suffix, byte[] companion) {
        var more = new HashMap<>(companions);
        more.put(suffix, companion);
        return new ClaimedFile(path, sizeBytes, mode, content, windows, overflowed, more);
    }

    /// The path up to and with the last slash; empty for a file at the root.
    public String directory() {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    public String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    public boolean isWhole() {
        return content.limit() == sizeBytes;
    }

    /// A view of the bytes with a position and an order of its own, at first 0 and big-endian.
    @Override
    public ByteBuffer content() {
        return content.duplicate();
    }

    /// The content as an array, which costs a copy if the file is large.
    public byte[] head() {
        var array = content.array();
        boolean isExact = content.arrayOffset() == 0 && array.length == content.limit();
        return isExact
                ? array
                : Arrays.copyOfRange(
                        array, content.arrayOffset(), content.arrayOffset() + content.limit());
    }

    /// The content as UTF-8, malformed bytes replaced.
    public String text() {
        return new String(
                content.array(), content.arrayOffset(), content.limit(), StandardCharsets.UTF_8);
    }

    /// Bytes that start with an anchor.
    ///
    /// @param offset of the anchor in the file
    /// @param anchor the index of the anchor in the claim
    /// @param bytes from the anchor on, at most the anchor's window, shorter at the file's end
    @SuppressWarnings("ArrayRecordComponent")
    public record Window(long offset, int anchor, byte[] bytes) {}
}
