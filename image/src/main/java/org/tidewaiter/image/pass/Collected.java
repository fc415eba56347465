package org.tidewaiter.image.pass;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tidewaiter.image.layer.LayerReading;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Layer;

/// Of the readings that are wanted of one image, those that have come.
///
/// @param layers of the image, lowest first
record Collected(List<Wanted> wanted, List<Layer> layers, Map<Wanted, LayerReading> readings) {
    Collected(List<Wanted> wanted, List<Layer> layers) {
        this(wanted, layers, new IdentityHashMap<>());
    }

    Layer layer(Wanted one) {
        return layers.get(one.layer());
    }

    List<Wanted> missing() {
        return wanted.stream().filter(one -> !readings.containsKey(one)).toList();
    }

    void add(Wanted one, LayerReading reading) {
        readings.put(one, reading);
    }

    /// What is missing of a layer; of several readings of it, the first.
    Optional<Course> courseOf(Digest diffId) {
        return missing().stream()
                .filter(one -> layer(one).diffId().equals(diffId))
                .map(Wanted::course)
                .findFirst();
    }

    /// How any layer that is missing would be read; nothing if not all would be read alike.
    Optional<Course> commonCourse() {
        var missing = missing();
        boolean alike =
                missing.stream().allMatch(one -> one.course().equals(missing.getFirst().course()));
        return alike && !missing.isEmpty()
                ? Optional.of(missing.getFirst().course())
                : Optional.empty();
    }

    /// Those that a reading of a layer answers.
    List<Wanted> answeredBy(Digest diffId, Course course) {
        return missing().stream()
                .filter(one -> layer(one).diffId().equals(diffId) && one.course().equals(course))
                .toList();
    }

    /// In the order in which they are wanted.
    List<LayerReading> inOrder() {
        return wanted.stream().map(readings::get).toList();
    }
}
