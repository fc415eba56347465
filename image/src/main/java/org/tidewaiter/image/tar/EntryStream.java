package org.tidewaiter.image.tar;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Entries one after the other, each with its content. Belongs to one thread.
public interface EntryStream extends Closeable {
    /// Goes on to the next entry; what was not read of the last one's content is skipped.
    ///
    /// @return nothing at the end
    Optional<Entry> next() throws IOException;

    /// Whether the content of the entry given last was asked for beforehand, where that is what
    /// decides whether it can be had.
    default boolean isSelected() {
        return true;
    }

    /// The content of the entry given last: [Entry#sizeBytes()] bytes, empty for anything but a
    /// file. Good until [#next()] is called; closing it closes nothing else.
    InputStream content() throws IOException;
}
