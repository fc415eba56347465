package org.tidewaiter.image.pass;

import java.util.List;
import java.util.Set;
import org.tidewaiter.image.layer.FileGap;
import org.tidewaiter.image.merge.MergedTree;
import org.tidewaiter.model.Gap;
import org.tidewaiter.model.ImageSource;

/// All that the readers saw in an image. The same image and readers give the same reading, whatever
/// the source, the cache or the number of threads; but where only claimed files are fetched, a
/// layer that had to be, or once was, read whole has fewer gaps.
///
/// @param seen by layer, then path, then reader
/// @param tree what a container would have
/// @param gaps sorted
public record ImageReading(ImageSource source, List<Seen> seen, MergedTree tree, List<Gap> gaps) {
    public ImageReading {
        seen = List.copyOf(seen);
        gaps = List.copyOf(gaps);
    }

    /// What fewer readers would have seen, since each sees and tells of gaps by itself.
    ///
    /// @param gone names of readers
    ImageReading without(Set<String> gone) {
        return new ImageReading(
                source,
                seen.stream().filter(one -> !gone.contains(one.reader())).toList(),
                tree,
                gaps.stream()
                        .filter(gap ->
                                gone.stream()
                                        .noneMatch(reader -> FileGap.isOf(reader, gap.reason())))
                        .toList());
    }
}
