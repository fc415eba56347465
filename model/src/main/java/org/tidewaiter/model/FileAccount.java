package org.tidewaiter.model;

/// How many files of the merged image are explained.
///
/// @param total everything that is not a directory
/// @param owned by a package
/// @param recognised read by a reader, though no package owns them
public record FileAccount(long total, long owned, long recognised) {
    public long unexplained() {
        return total - owned - recognised;
    }
}
