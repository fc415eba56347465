package org.tidewaiter.image.reader;

/// Understands one file format. Pure: the same bytes give the same reading, on a layer, a disk or
/// in a test. It does no I/O and keeps nothing between calls, so any thread may call it.
public interface FileReader {
    /// Stable and unique, lower case with hyphens, for example `dpkg-status`.
    String name();

    Claims claims();

    /// @throws MalformedFileException if the file does not follow its format; it becomes a gap.
    ///   Where a part can be saved, give a [Reading] with gaps instead
    Reading read(ClaimedFile file) throws MalformedFileException;
}
