package org.tidewaiter.image.layer;

import java.util.List;
import java.util.stream.Stream;

/// All that is kept of one layer. It does not know its place in an image, so that images which
/// share the layer share the reading.
///
/// @param readings in the order of the archive; only those that observed something
/// @param skipped how many files each of the user's patterns kept from being read
/// @param links what was already seen in hard links; whether it counts is known when the layers are
///   merged
public record LayerReading(
        LayerFiles files,
        List<FileReading> readings,
        List<FileGap> gaps,
        List<Integer> skipped,
        List<LinkReading> links) {
    public LayerReading {
        readings = List.copyOf(readings);
        gaps = List.copyOf(gaps);
        skipped = List.copyOf(skipped);
        links = List.copyOf(links);
    }

    /// What was read of some files, wherever their names are listed.
    public static LayerReading ofFiles(List<FileReading> readings, List<FileGap> gaps) {
        return new LayerReading(LayerFiles.NONE, readings, gaps, List.of(), List.of());
    }

    /// Of a layer that could not be read at all.
    public static LayerReading unreadable(String reason) {
        return ofFiles(List.of(), List.of(new FileGap("", reason)));
    }

    /// With what was read later of more of the files.
    public LayerReading and(LayerReading more) {
        return new LayerReading(
                files,
                Stream.concat(readings.stream(), more.readings.stream()).toList(),
                Stream.concat(gaps.stream(), more.gaps.stream()).distinct().toList(),
                skipped,
                Stream.concat(links.stream(), more.links.stream()).toList());
    }

    /// All but what one reader made of one file.
    public LayerReading without(String path, String reader) {
        return new LayerReading(
                files,
                readings.stream()
                        .filter(one -> !one.path().equals(path) || !one.reader().equals(reader))
                        .toList(),
                gaps.stream().filter(one -> !one.path().equals(path) || !one.isOf(reader)).toList(),
                skipped,
                links);
    }
}
