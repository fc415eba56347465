package org.tidewaiter.image.layer;

import java.util.List;
import org.tidewaiter.model.Observation;

/// What one reader saw in one file of a layer.
///
/// @param file the file's number in the layer's [LayerFiles]
/// @param path under which the reader was given the content; another than the file's own where a
///   link to it was claimed
/// @param reader the reader's name
public record FileReading(int file, String path, String reader, List<Observation> observations) {
    public FileReading {
        observations = List.copyOf(observations);
    }
}
