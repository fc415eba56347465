package org.tidewaiter.image.engine;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.json.Json;

/// A container that an engine runs, also one that it has paused.
///
/// @param id 64 hexadecimal digits
/// @param name without a slash
/// @param image as the container was asked for with; not always a reference
/// @param imageId by which the engine knows the image; nothing for a container made of a folder
/// @param startedAt last; nothing where the engine does not say
public record RunningContainer(
        EngineKind engine,
        String id,
        String name,
        String image,
        Optional<Digest> imageId,
        Optional<Instant> startedAt) {

    /// @param json of `/containers/{id}/json`
    /// @return nothing if it has stopped since it was listed
    static Optional<RunningContainer> parse(EngineKind engine, String id, Json json) {
        var state = json.get("State");
        if (!state.get("Running").isTrue() && !state.get("Paused").isTrue()) {
            return Optional.empty();
        }
        var image = json.text("Image");
        return Optional.of(
                new RunningContainer(
                        engine,
                        id,
                        json.text("Name").replaceFirst("^/", ""),
                        json.get("Config").text("Image"),
                        Digest.parse(image.contains(":") ? image : "sha256:" + image),
                        instant(state.text("StartedAt"))));
    }

    /// Year 1 stands for never.
    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text))
                    .filter(time -> time.getYear() > 1)
                    .map(OffsetDateTime::toInstant);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
