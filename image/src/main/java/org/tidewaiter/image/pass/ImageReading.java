package org.tidewaiter.image.pass;

import java.util.List;
import org.tidewaiter.image.merge.MergedTree;
import org.tidewaiter.model.Gap;
import org.tidewaiter.model.ImageSource;

/// All that the readers saw in an image. The same image and readers give the same reading, whatever
/// the source, the cache or the number of threads.
///
/// @param seen by layer, then path, then reader
/// @param tree what a container would have
/// @param gaps sorted
public record ImageReading(ImageSource source, List<Seen> seen, MergedTree tree, List<Gap> gaps) {
    public ImageReading {
        seen = List.copyOf(seen);
        gaps = List.copyOf(gaps);
    }
}
