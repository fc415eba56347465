package org.tidewaiter.image.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Platform;
import org.tidewaiter.model.json.Json;

/// What an engine says of an image that it has.
///
/// @param id of its configuration; where the engine keeps its images with containerd, of its
///   manifest or index
/// @param diffIds of its layers, lowest first
public record InspectedImage(Digest id, Optional<Platform> platform, List<Digest> diffIds) {
    /// More than any engine can mount.
    private static final int MAX_LAYERS = 1_000;

    public InspectedImage {
        diffIds = List.copyOf(diffIds);
    }

    /// @return nothing if the answer is not that of an engine
    static Optional<InspectedImage> parse(Json json) {
        var id = json.text("Id");
        var digest = Digest.parse(id.contains(":") ? id : "sha256:" + id);
        var diffIds = new ArrayList<Digest>();
        for (var item : json.get("RootFS").get("Layers").items()) {
            item.text().flatMap(Digest::parse).ifPresent(diffIds::add);
        }
        boolean sound =
                diffIds.size() == json.get("RootFS").get("Layers").items().size()
                        && diffIds.size() <= MAX_LAYERS;
        return digest.filter(_ -> sound)
                .map(known -> new InspectedImage(known, platform(json), diffIds));
    }

    private static Optional<Platform> platform(Json json) {
        var os = json.text("Os");
        var architecture = json.text("Architecture");
        var variant = json.get("Variant").text().filter(text -> !text.isEmpty());
        return os.isEmpty() || architecture.isEmpty()
                ? Optional.empty()
                : Optional.of(new Platform(os, architecture, variant));
    }
}
