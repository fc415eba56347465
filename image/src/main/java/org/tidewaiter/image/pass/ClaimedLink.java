package org.tidewaiter.image.pass;

import java.util.BitSet;

/// A live name whose content has to be read again, in the layer that has it: readers claim the name
/// who were not given the content under the name that it has there.
///
/// @param path the link's own
/// @param layer that has the content
/// @param file number of the entry with the content
/// @param readers who claim it
record ClaimedLink(String path, int layer, int file, BitSet readers) {

    /// All of it, so that no two links have the same text whatever their names are.
    @Override
    public String toString() {
        return path.length() + (":" + path) + (" " + layer) + (" " + file) + (" " + readers);
    }
}
