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
public record ImageSource(
        String kind,
        String name,
        Optional<Digest> digest,
        Optional<Digest> configDigest,
        Optional<Platform> platform,
        List<Layer> layers) {
    /// `registry:2` is an image and no registry.
    private static final Pattern FORCED =
            Pattern.compile(
                    "^(?:registry|docker|docker-daemon|podman):(?://)?(?!\\d[^/:]*$|latest$)");

    public ImageSource {
        layers = List.copyOf(layers);
    }

    /// The name that the image has in registries; nothing where it was not had by such a name.
    public Optional<ImageReference> reference() {
        return switch (kind) {
            case "registry", "docker", "podman" ->
                    ImageReference.parse(FORCED.matcher(name).replaceFirst(""));
            default -> Optional.empty();
        };
    }
}
