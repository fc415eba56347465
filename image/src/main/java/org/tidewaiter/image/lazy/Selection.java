package org.tidewaiter.image.lazy;

import org.tidewaiter.image.tar.Entry;

/// Which files of a layer are fetched.
@FunctionalInterface
public interface Selection {
    /// @param file its number: entries are counted that are not the root itself
    boolean includes(int file, Entry entry);
}
