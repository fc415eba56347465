package org.tidewaiter.model;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Facts about the place an image came from. Only here may two sources of one image differ.
///
/// @param kind `registry`, `layout`, `archive`, `directory`, `docker`, `podman` or `sbom`
/// @param name as the user gave it
/// @param digest of the manifest; nothing where the source has none
/// @param configDigest Docker's image id
/// @param layers lowest first; empty for a directory
/// @param indexes the digests of the indexes that led to the manifest, the outermost first
/// @param claimedBase the image that this one says it is built on
public record ImageSource(
        String kind,
        String name,
        Optional<Digest> digest,
        Optional<Digest> configDigest,
        Optional<Platform> platform,
        List<Layer> layers,
        List<Digest> indexes,
        Optional<ClaimedBase> claimedBase) {
    /// `registry:2` is an image and no registry.
    private static final Pattern FORCED =
            Pattern.compile(
                    "^(?:registry|docker|docker-daemon|podman):(?://)?"
                            + "(?!(?![0-9a-f]{12,64}$)(?:[0-9][^/:]*|latest|dind|cli)$)");

    private static final Pattern ENGINE_ID = Pattern.compile("(?:sha256:)?[0-9a-f]{12,64}");

    public ImageSource {
        layers = List.copyOf(layers);
        indexes = List.copyOf(indexes);
    }

    /// One that no index led to, and that does not say what it is built on.
    public ImageSource(
            String kind,
            String name,
            Optional<Digest> digest,
            Optional<Digest> configDigest,
            Optional<Platform> platform,
            List<Layer> layers) {
        this(kind, name, digest, configDigest, platform, layers, List.of(), Optional.empty());
    }

    /// The name that the image has in registries; nothing where it was not had by such a name.
    public Optional<ImageReference> reference() {
        return switch (kind) {
            case "registry", "docker", "podman" ->
                    Optional.of(FORCED.matcher(name).replaceFirst(""))
                            .filter(text -> !ENGINE_ID.matcher(text).matches())
                            .flatMap(ImageReference::parse);
            default -> Optional.empty();
        };
    }
}
