package org.tidewaiter.model;

import java.util.List;
import java.util.Optional;

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
    public ImageSource {
        layers = List.copyOf(layers);
    }
}
