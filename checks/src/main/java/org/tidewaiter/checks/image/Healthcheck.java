package org.tidewaiter.checks.image;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.Place;
import org.tidewaiter.model.Severity;

/// Whether an engine can tell that the program works.
final class Healthcheck implements Topic {
    private static final Check NONE =
            ImageCheck.of(
                    "no-healthcheck",
                    Severity.LOW,
                    "The image has no health check",
                    "Add HEALTHCHECK with a command that ends with 1 when the program does not"
                            + " answer. Where an orchestrator has probes of its own, waive this.",
                    "CIS Docker 4.6");

    @Override
    public List<Check> checks() {
        return List.of(NONE);
    }

    @Override
    public Stream<Sighting> ofSettings(Subject subject) {
        var test = subject.settings().healthcheck().orElse(List.of());
        if (!test.isEmpty() && !test.getFirst().equals("NONE")) {
            return Stream.empty();
        }
        var message = test.isEmpty() ? "none is stated" : "that of the base image is turned off";
        var place = Place.inConfiguration("health check", OptionalInt.empty());
        return Stream.of(new Sighting(NONE, place, message));
    }
}
