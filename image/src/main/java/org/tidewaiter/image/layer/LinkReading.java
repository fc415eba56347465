package org.tidewaiter.image.layer;

import java.util.List;

/// What one reader saw in a file under the name of a hard link to it.
///
/// @param reading perhaps without observations; its path is the link's, its file that of the
///   content
/// @param gaps of this reader, at the link's path
public record LinkReading(FileReading reading, List<FileGap> gaps) {
    public LinkReading {
        gaps = List.copyOf(gaps);
    }
}
