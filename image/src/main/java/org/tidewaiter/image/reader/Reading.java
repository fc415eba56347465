package org.tidewaiter.image.reader;

import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.model.Observation;

/// What a reader made of one file.
///
/// @param gaps parts that could not be read, a sentence each; the rest is in the observations
public record Reading(List<Observation> observations, List<String> gaps) {
    public static final Reading NOTHING = new Reading(List.of(), List.of());

    public Reading {
        observations = List.copyOf(observations);
        gaps = List.copyOf(gaps);
    }

    public static Reading of(Observation... observations) {
        return new Reading(List.of(observations), List.of());
    }

    public static Reading of(List<? extends Observation> observations) {
        return new Reading(new ArrayList<>(observations), List.of());
    }
}
