package org.tidewaiter.image.reader;

import java.util.List;

/// Looks for something in the content of every regular file, and of the members of archives, while
/// it streams by. It is asked only where one of its keywords stands, so what it looks for must have
/// one.
///
/// Like a [FileReader] it does no I/O and keeps nothing between calls, so any thread may call it.
public interface ContentReader {
    /// How many bytes before and from the keyword on a [Spot] has, unless the content ends there.
    int BYTES_BEFORE = 1 << 10;

    int BYTES_AFTER = 16 << 10;

    /// Stable and unique, also among those of the [FileReader]s.
    String name();

    List<Keyword> keywords();

    /// Names of files whose beginning is shown too, whatever is in it: whole names, or `*` and an
    /// ending that starts with a dot.
    List<String> fileNames();

    /// Looks at one place. Called once for every keyword there, so several times where keywords
    /// overlap.
    void look(Spot spot, Sightings seen);
}
