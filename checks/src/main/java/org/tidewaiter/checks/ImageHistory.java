package org.tidewaiter.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.tidewaiter.image.layer.LayerFiles;
import org.tidewaiter.image.manifest.ImageSettings;
import org.tidewaiter.image.pass.ImageReading;
import org.tidewaiter.image.tar.Entry;
import org.tidewaiter.model.Layer;

/// How an image was made: the instructions, and what each brought.
///
/// @param steps oldest first; a layer that no instruction is known of is a step of its own
public record ImageHistory(List<Step> steps) {
    public ImageHistory {
        steps = List.copyOf(steps);
    }

    /// @param instruction the line of a Dockerfile as far as it can be told; empty where nothing is
    ///   known
    /// @param layer the index of the layer that it made; nothing where it made none
    /// @param addedBytes of the files in the layer, unpacked
    /// @param compressedBytes of the layer as stored; 0 where the source does not say
    public record Step(
            String instruction, OptionalInt layer, long addedBytes, long compressedBytes) {}

    public static ImageHistory of(ImageReading reading, ImageSettings settings) {
        var steps = new ArrayList<Step>();
        var layers = reading.source().layers();
        var left = new TreeSet<>(IntStream.range(0, layers.size()).boxed().toList());
        for (var step : settings.history()) {
            if (step.layer().isPresent() && left.remove(step.layer().getAsInt())) {
                int layer = step.layer().getAsInt();
                steps.add(step(step.instruction(), layers.get(layer), reading));
            } else {
                steps.add(new Step(step.instruction(), OptionalInt.empty(), 0, 0));
            }
        }
        for (int layer : left) {
            var instruction = layers.get(layer).instruction().orElse("");
            steps.add(step(instruction, layers.get(layer), reading));
        }
        return new ImageHistory(steps);
    }

    private static Step step(String instruction, Layer layer, ImageReading reading) {
        var files = reading.tree().layers().getOrDefault(layer.index(), LayerFiles.NONE);
        long added =
                IntStream.range(0, files.count())
                        .filter(file -> files.kind(file) == Entry.Kind.FILE)
                        .mapToLong(files::sizeBytes)
                        .sum();
        return new Step(
                instruction, OptionalInt.of(layer.index()), added, Math.max(layer.sizeBytes(), 0));
    }
}
