package org.tidewaiter.image.lazy;

import java.util.List;
import java.util.Optional;
import org.tidewaiter.image.tar.Entry;
import org.tidewaiter.model.Digest;

/// What is in a layer, and where, in the order of its stored bytes.
///
/// @param bounds where the chunks of all files begin, and where the last one ends
@SuppressWarnings("ArrayRecordComponent") // never compared
record TableOfContents(List<Listed> entries, long[] bounds) {

    /// @param chunks one after the other; none for what is not selected or has no content
    /// @param digest of the whole content, where it is selected and the chunks do not tell the same
    record Listed(Entry entry, boolean isSelected, List<Chunk> chunks, Optional<Digest> digest) {}

    /// A piece of a file that can be unpacked by itself.
    ///
    /// @param index in `bounds`
    /// @param plainBytes of it, unpacked
    /// @param digest of it, unpacked
    record Chunk(int index, long plainBytes, Digest digest) {}

    long start(Chunk chunk) {
        return bounds[chunk.index()];
    }

    /// Where the next one begins: between them there may be other things.
    long end(Chunk chunk) {
        return bounds[chunk.index() + 1];
    }
}
