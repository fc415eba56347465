package org.tidewaiter.image.manifest;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Layer;
import org.tidewaiter.model.Platform;
import org.tidewaiter.model.json.Json;

/// Points to content: what it is, its digest and its size.
///
/// @param platform said only inside an index, and not always there
/// @param artifactType what it points to, where that is a manifest of something else than an image;
///   empty where it is not said
/// @see "OCI image-spec 1.1, descriptor.md"
public record Descriptor(
        String mediaType,
        Digest digest,
        long sizeBytes,
        Optional<Platform> platform,
        Map<String, String> annotations,
        String artifactType) {
    public Descriptor {
        annotations = Map.copyOf(annotations);
    }

    /// One that does not say what it points to beyond its media type.
    public Descriptor(
            String mediaType,
            Digest digest,
            long sizeBytes,
            Optional<Platform> platform,
            Map<String, String> annotations) {
        this(mediaType, digest, sizeBytes, platform, annotations, "");
    }

    public static Descriptor of(Layer layer) {
        return new Descriptor(
                layer.mediaType(), layer.digest(), layer.sizeBytes(), Optional.empty(), Map.of());
    }

    /// @throws MalformedManifestException without a well-formed digest and a size
    public static Descriptor parse(Json json) throws MalformedManifestException {
        var digest = Digest.parse(json.text("digest"));
        var size = json.get("size").wholeNumber().filter(bytes -> bytes >= 0);
        if (digest.isEmpty() || size.isEmpty()) {
            throw new MalformedManifestException(
                    "a descriptor has no well-formed digest and size (digest '%s')"
                            .formatted(json.text("digest")));
        }
        var annotations = new TreeMap<String, String>();
        json.get("annotations")
                .members()
                .forEach(
                        (key, value) -> value.text().ifPresent(text -> annotations.put(key, text)));
        return new Descriptor(
                json.text("mediaType"),
                digest.get(),
                size.get(),
                platform(json.get("platform")),
                annotations,
                json.text("artifactType"));
    }

    static Optional<Platform> platform(Json json) {
        var os = json.text("os");
        var architecture = json.text("architecture");
        var variant = json.get("variant").text().filter(text -> !text.isEmpty());
        return os.isEmpty() || architecture.isEmpty()
                ? Optional.empty()
                : Optional.of(new Platform(os, architecture, variant));
    }

    /// Whether it stands beside images in an index, but is a statement about one of them.
    boolean isAttestation() {
        return annotations.containsKey("vnd.docker.reference.type")
                || platform.filter(it -> it.os().equals("unknown")).isPresent();
    }
}
